"""Activate a member of a group whose contract is signed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.groups.group import Group, Membership, activate, member_of
from essaim.contracts.enrolment import MemberActivated
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ActivateMember:
    """Who, in which group, under which contract."""

    group_id: str
    person_id: str
    contract_id: str


async def activate_member(command: ActivateMember, deps: Deps, cause: Cause) -> Stored[Group]:
    """ACTIVE, once: after the signature, and again by the signature's own event in case a crash came between."""

    def change(state: Group) -> Change[Group] | None:
        member = member_of(state, command.person_id)
        if member.status is Membership.ACTIVE:
            return None
        event = MemberActivated(
            group_id=command.group_id,
            person_id=command.person_id,
            member_number=member.member_number,
            contract_id=command.contract_id,
        )
        return Change(activate(state, command.person_id, command.contract_id), (event,))

    return await deps.groups.change(command.group_id, change, cause)
