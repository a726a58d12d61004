"""The event of a screening: codes only."""

from enrolment.domain.screening.runs import ActivityScreening, Run
from essaim.contracts.enrolment import ActivityScreened
from essaim.contracts.types import Scheme


def tell_screened(screening: ActivityScreening, run: Run) -> ActivityScreened:
    """What the last run said, of whom."""
    reasons = [f"{one.list}:{one.code}" for one in run.matched]
    return ActivityScreened(
        application_id=screening.application_id,
        group_id=screening.group_id,
        programme_id=screening.programme_id,
        scheme=Scheme(screening.scheme),
        carrier=screening.carrier,
        activity_code=run.activity.code,
        run=run.number,
        outcome=run.outcome,
        reasons=[*reasons, *(["INVESTMENT_ABOVE_THRESHOLD"] if run.above_threshold else [])],
    )
