"""Move a planned committee, or change its place, message, members or rules."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, change, with_line
from enrolment.usecases.committees.tell_schedule import tell_schedule
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ChangeCommittee:
    """The meeting as it is to be; partner, decider and scheme stay what they were."""

    committee_id: str
    committee: Committee
    expected_version: int | None = None


async def change_committee(command: ChangeCommittee, deps: Deps, cause: Cause) -> Stored[Committee]:
    """Still PLANNED, and told again."""
    now = deps.clock.now()

    def decide(state: Committee) -> Change[Committee]:
        changed = with_line(change(state, command.committee, now), Happening(now, cause.actor, "changed"))
        return Change(changed, (tell_schedule(command.committee_id, changed),))

    return await deps.committees.change(command.committee_id, decide, cause, expected_version=command.expected_version)
