"""Draw up one CAPE per member of an approved group."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError, require_status
from enrolment.domain.groups.contract import Contract, Period, Status, check_employment, check_period
from enrolment.domain.groups.default_terms import default_terms
from enrolment.domain.groups.group import Group, Member, Status as GroupStatus, await_signatures
from essaim.contracts.types import format_amount
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class DrawUpContracts:
    """What the contracts of all members have in common."""

    group_id: str
    kind: str
    period: Period
    maximum_commitment_cents: int
    weekly_hours: int | None = None
    expected_version: int | None = None


async def draw_up_contracts(command: DrawUpContracts, deps: Deps, cause: Cause) -> list[Stored[Contract]]:
    """DRAFT contracts in the order of the member numbers. A contract's id follows from the group and the person, so
    the same call completes or repeats itself, and one with other terms is refused."""
    stored = await deps.groups.get(command.group_id)
    group = stored.state
    require_status("group", group.status, (GroupStatus.APPROVED,), "draw up contracts")
    check_period(command.period, deps.clock.today())
    programme = (await deps.programmes.get(group.programme_id)).state
    commitment = format_amount(command.maximum_commitment_cents).replace(".", ",")
    terms = default_terms(programme, maximum_commitment=commitment)
    contracts = []
    for member in group.members:
        check_employment((await deps.applications.get(member.application_id)).state.employment)
    for member in group.members:
        drafted = Contract(
            group_id=command.group_id,
            person_id=member.person_id,
            application_id=member.application_id,
            scheme=group.scheme,
            coordinator=group.coordinator,
            carrier=group.carrier,
            legal_entity_siren=str(group.legal_entity_siren),
            kind=command.kind,
            starts_on=command.period.starts_on,
            ends_on=command.period.ends_on,
            maximum_commitment_cents=command.maximum_commitment_cents,
            terms=terms,
            status=Status.DRAFT,
            drafted_on=deps.clock.today(),
            weekly_hours=command.weekly_hours,
        )
        contracts.append(await _draft(_contract_id(command.group_id, member), drafted, deps, cause))
    ids = {one.state.person_id: one.id for one in contracts}

    def change(state: Group) -> Change[Group]:
        period = command.period
        return Change(await_signatures(state, ids, starts_on=period.starts_on, ends_on=period.ends_on))

    await deps.groups.change(command.group_id, change, cause, expected_version=command.expected_version)
    return contracts


def _contract_id(group_id: str, member: Member) -> str:
    return derived_id(group_id, f"contract {member.person_id}")


async def _draft(id_: str, drafted: Contract, deps: Deps, cause: Cause) -> Stored[Contract]:
    await deps.contracts.put(id_, lambda known: Change(drafted) if known is None else None, cause)
    contract = await deps.contracts.get(id_)
    if _terms_of(contract.state) != _terms_of(drafted):
        raise RuleError("", "contracts-exist", f"the group has contracts from {contract.state.starts_on} already")
    return contract


def _terms_of(contract: Contract) -> tuple[object, ...]:
    return (
        contract.kind,
        contract.starts_on,
        contract.ends_on,
        contract.maximum_commitment_cents,
        contract.weekly_hours,
    )
