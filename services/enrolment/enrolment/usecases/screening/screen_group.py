"""Screen the activity of a group: when it is proposed, and again on demand when the lists have changed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.screening.runs import ActivityScreening, PlannedActivity
from enrolment.usecases.screening.keep_run import KeepRun, keep_run
from enrolment.usecases.screening.screen_activity import ScreenActivity, screen_activity
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ScreenGroup:
    """Which group, or the one that is about to be written, with its two partners and what it plans."""

    group_id: str
    programme_id: str
    scheme: str
    coordinator: str
    carrier: str
    activity: PlannedActivity


async def screen_group(command: ScreenGroup, deps: Deps, cause: Cause) -> Stored[ActivityScreening]:
    """The screening with its history."""
    run = await screen_activity(ScreenActivity(command.activity, command.carrier, cause.actor), deps)
    empty = ActivityScreening(
        programme_id=command.programme_id,
        scheme=command.scheme,
        coordinator=command.coordinator,
        carrier=command.carrier,
        group_id=command.group_id,
    )
    return await keep_run(KeepRun(run, empty), deps, cause)
