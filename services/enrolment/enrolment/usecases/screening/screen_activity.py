"""Screen a planned activity by the lists and the threshold of its carrier today."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.screening.activities import versions_of
from enrolment.domain.screening.runs import Basis, PlannedActivity, Run
from enrolment.domain.screening.screening import find
from enrolment.usecases.screening.find_lists import find_lists
from enrolment.usecases.screening.find_threshold import find_threshold


@dataclass(frozen=True)
class ScreenActivity:
    """What is planned, who would carry it, and who asks."""

    activity: PlannedActivity
    carrier: str
    by: str


async def screen_activity(command: ScreenActivity, deps: Deps) -> Run:
    """A run with all that it relied on; nothing is written."""
    today = deps.clock.today()
    entries = tuple(one.entry for one in await find_lists(command.carrier, deps))
    threshold = await find_threshold(command.carrier, today, deps)
    activity = command.activity
    found = find(
        activity.code, activity.investment_cents, threshold_cents=threshold.amount_cents, on=today, entries=entries
    )
    return Run(
        number=1,
        at=deps.clock.now(),
        on=today,
        by=command.by,
        activity=activity,
        basis=Basis(threshold.amount_cents, threshold.source, versions_of(entries)),
        matched=found.entries,
        above_threshold=found.above_threshold,
        outcome=found.outcome,
    )
