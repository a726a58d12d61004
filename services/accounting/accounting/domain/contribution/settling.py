"""Bring an activity's contribution up to date, and what a change of terms would do to it (CAE-09).

A change of terms never reaches back silently. What lies in a closed period cannot change: that is refused by its first day. What
lies in an open period changes only when the accountant says so, and then as a movement and an entry of its own, on the day of the
decision; entries that were posted under the old terms stay as they are.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from accounting.domain.activity import Activity
from accounting.domain.contribution.counting import agreed_for, regularise
from accounting.domain.contribution.due import all_due
from accounting.domain.contribution.periods import count_periods
from accounting.domain.contribution.policy import Agreed
from accounting.domain.errors import RuleError


def settle(activity_id: str, activity: Activity, agreed: Agreed, closed_on: date | None, today: date) -> Activity:
    """The activity with every month and year that is over, and every change of terms made good. Repeated, the same."""
    counted = count_periods(activity_id, activity, agreed, closed_on, today)
    return regularise(activity_id, counted, agreed, today)


def posted(activity: Activity, key: str) -> Activity:
    """The activity once the entry of this movement is in the books."""
    left = tuple(one for one in activity.contributions_to_post if one != key)
    return replace(activity, contributions_to_post=left)


def owed_by_year(
    activity_id: str, activity: Activity, agreed: Agreed, closed_on: date | None, today: date
) -> Mapping[int, int]:
    """What each financial year owes under these terms today, with all months and years that are over; years with nothing
    are left out."""
    counted = count_periods(activity_id, activity, agreed, closed_on, today)
    dues = all_due(counted.movements.values(), agreed_for(counted, agreed))
    return {due.year: due.due_cents for due in dues if due.due_cents}


def check_closed(changed_on: date, closed_until: date | None) -> None:
    """RuleError when other terms would hold on a day whose period is closed (ACC-05)."""
    if closed_until is not None and changed_on <= closed_until:
        first = closed_until + timedelta(days=1)
        raise RuleError(
            "cae-09-closed-period",
            f"other terms would hold from {changed_on}, but the books are closed until {closed_until}: "
            f"let the new policy start on {first} or later, and leave the days before as they are",
        )


def check_reach(changed_on: date, codes: list[str]) -> None:
    """RuleError when activities, by their codes, would owe something else for what was counted already."""
    if codes:
        named = ", ".join(codes[:10]) + (" and others" if len(codes) > 10 else "")
        raise RuleError(
            "cae-09-reaches-back",
            f"other terms would hold from {changed_on}, and {named} would owe something else for what was counted already: "
            "send regularise: true to post the differences today, or let the new policy start after today",
        )
