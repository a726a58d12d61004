"""The fixed monthly part and the yearly minimum: due once their month or financial year is over (CAE-09, R7331-11).

A month counts when the activity was open on one of its days; its terms are those of its last day, or of the last day on which
the activity was open. The same holds for the minimum of a year, which is also due when the activity ends within the year. A month
is a movement of its own, keyed by activity and month, and so is the minimum, keyed by the year: repeated, nothing counts twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from accounting.domain.activity import Activity, Movement, MovementKind
from accounting.domain.contribution.counting import agreed_for, count
from accounting.domain.contribution.policy import Agreed
from accounting.domain.fiscal_year import fiscal_year_of, last_day
from accounting.domain.period import month_starting, months_between, parse_month

Due = tuple[str, Movement]
"""The key of a movement, and the movement before it is counted."""


def periodic_parts(activity_id: str, starts_on: date, ends_on: date, over_on: date, agreed: Agreed) -> Iterator[Due]:
    """The months and years of an activity open from ``starts_on`` to ``ends_on`` whose end is ``over_on`` or before.

    Those without a fixed part or a minimum are left out.
    """
    if ends_on < starts_on:
        return
    for month in months_between(starts_on, ends_on):
        last = min(month_starting(parse_month(month))[1], ends_on)
        if last <= over_on and agreed.on(last).terms.monthly_cents:
            yield f"{activity_id}:fixed:{month}", _without_document(MovementKind.FIXED, last)
    first_year, last_year = (fiscal_year_of(day, agreed.start_month) for day in (starts_on, ends_on))
    for year in range(first_year, last_year + 1):
        last = min(last_day(year, agreed.start_month), ends_on)
        if last <= over_on and agreed.on(last).terms.minimum_cents:
            yield f"{activity_id}:minimum:{year}", _without_document(MovementKind.MINIMUM, last)


def count_periods(
    activity_id: str, activity: Activity, agreed: Agreed, closed_on: date | None, today: date
) -> Activity:
    """The activity with every month and year counted that is over today. The same activity when all of them were.

    While the activity is open a month that has not ended is never counted; ``closed_on`` ends what is open.
    """
    ends_on = closed_on or last_day(fiscal_year_of(today, agreed.start_month), agreed.start_month)
    over_on = today if closed_on and closed_on <= today else today - timedelta(days=1)
    for key, movement in periodic_parts(
        activity_id, activity.opened_on, ends_on, over_on, agreed_for(activity, agreed)
    ):
        counted = count(activity, key, movement, agreed)
        if counted is not None:
            activity = replace(counted, contributions_to_post=(*counted.contributions_to_post, key))
    return activity


def _without_document(kind: MovementKind, day: date) -> Movement:
    return Movement(turnover_cents=0, purchases_cents=0, contribution_cents=0, moved_on=day, kind=kind)
