"""The carrier accepts to carry a group legally."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.groups.group import Group, approve
from enrolment.usecases.screening.settle_screening import SettleScreening, settle_screening
from essaim.contracts.enrolment import GroupApproved
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApproveGroup:
    """In which legal entity, and after a review why."""

    group_id: str
    legal_entity_siren: str
    review_note: str | None = None
    expected_version: int | None = None


async def approve_group(command: ApproveGroup, deps: Deps, cause: Cause) -> Stored[Group]:
    """APPROVED. Refused when a member's application has gone to another group meanwhile."""
    group = (await deps.groups.get(command.group_id)).state
    for member in group.members:
        application = (await deps.applications.get(member.application_id)).state
        if application.group_id != command.group_id:
            detail = f"the application {member.application_id} no longer belongs to this group"
            raise RuleError("", "application-in-group", detail)

    approve(group, legal_entity_siren=command.legal_entity_siren, review_note=command.review_note)
    settled = SettleScreening(command.group_id, command.review_note, group.proof_of_qualification)
    await settle_screening(settled, deps, cause)

    def change(state: Group) -> Change[Group]:
        approved = approve(state, legal_entity_siren=command.legal_entity_siren, review_note=command.review_note)
        event = GroupApproved(
            group_id=command.group_id,
            programme_id=state.programme_id,
            scheme=Scheme(state.scheme),
            group_code=state.code,
            carrier=state.carrier,
            legal_entity_siren=command.legal_entity_siren,
        )
        return Change(approved, (event,))

    return await deps.groups.change(command.group_id, change, cause, expected_version=command.expected_version)
