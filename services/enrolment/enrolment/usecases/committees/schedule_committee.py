"""Put a committee into the calendar."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, check_committee, with_line
from enrolment.usecases.committees.tell_schedule import tell_schedule
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ScheduleCommittee:
    """The meeting, without agenda or votes."""

    committee: Committee


async def schedule_committee(command: ScheduleCommittee, deps: Deps, cause: Cause) -> Stored[Committee]:
    """PLANNED. InputError with every field that cannot be."""
    now = deps.clock.now()
    check_committee(command.committee, now)
    id_ = cause.new_id("committee")
    planned = with_line(replace(command.committee, items=()), Happening(now, cause.actor, "scheduled"))
    return await deps.committees.add(id_, planned, cause, events=(tell_schedule(id_, planned),))
