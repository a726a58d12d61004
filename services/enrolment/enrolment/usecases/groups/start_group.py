"""Start a group: from now on the other services work for it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.groups.group import Group, start
from essaim.contracts.enrolment import GroupStarted
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class StartGroup:
    """Which group."""

    group_id: str
    expected_version: int | None = None


async def start_group(command: StartGroup, deps: Deps, cause: Cause) -> Stored[Group]:
    """RUNNING, with everything that the other services need to open their part in one event."""
    today = deps.clock.today()

    def change(state: Group) -> Change[Group]:
        started = start(state, today=today)
        return Change(started, (_event(command.group_id, started),))

    return await deps.groups.change(command.group_id, change, cause, expected_version=command.expected_version)


def _event(group_id: str, group: Group) -> GroupStarted:
    if group.started_on is None or group.contracts_end_on is None or group.legal_entity_siren is None:
        raise TypeError("a running group has a start, contracts and a legal entity")
    return GroupStarted(
        group_id=group_id,
        programme_id=group.programme_id,
        scheme=Scheme(group.scheme),
        school_year=group.school_year,
        group_code=group.code,
        activity_code=group.activity_code,
        coordinator=group.coordinator,
        carrier=group.carrier,
        legal_entity_siren=group.legal_entity_siren,
        starts_on=group.started_on,
        ends_on=group.programme_ends_on,
        contracts_end_on=group.contracts_end_on,
        person_ids=[member.person_id for member in group.members],
    )
