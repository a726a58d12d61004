"""Count a document once, and post the difference that it makes due (CAE-09).

What is due for its financial year is computed anew from all movements, so a late purchase lowers it exactly, and the sum of
what was posted always equals what is due, to the cent. Terms are looked up by the day that governs a movement, never by when
it came; a change of policy that reaches back is made good by a movement of its own, which says so in the books.
"""

from dataclasses import replace
from datetime import date

from accounting.domain.activity import Activity, Movement, MovementKind
from accounting.domain.contribution.due import YearDue, all_due, year_due, year_of
from accounting.domain.contribution.policy import Agreed
from accounting.domain.fiscal_year import last_day


def agreed_for(activity: Activity, agreed: Agreed) -> Agreed:
    """The terms of its legal entity with the activity's own. It keeps the default rate of its first movement: a new one
    does not reach back."""
    return replace(
        agreed,
        default_rate_percent=activity.contribution_rate_percent or agreed.default_rate_percent,
        activity=activity.contribution_policies,
    )


def count(activity: Activity, key: str, movement: Movement, agreed: Agreed) -> Activity | None:
    """The activity with one movement more. None when it was counted before.

    ``movement`` comes without its contribution, level and rate; they are computed and recorded here.
    """
    if key in activity.movements:
        return None
    terms = agreed_for(activity, agreed)
    year = year_of(movement, terms)
    due = year_due([*activity.movements.values(), movement], terms, year)
    applied = terms.on(movement.terms_on, movement.own_rate_percent)
    counted = replace(
        movement,
        contribution_cents=due.due_cents - posted_in(activity, terms, year),
        level=applied.level,
        rate_percent=applied.terms.rate_at(max(0, due.base_cents)),
    )
    movements = {**activity.movements, key: counted}
    return replace(activity, movements=movements, contribution_rate_percent=terms.default_rate_percent)


def posted_in(activity: Activity, agreed: Agreed, year: int) -> int:
    """The contribution that was counted in a financial year so far."""
    return sum(one.contribution_cents for one in activity.movements.values() if year_of(one, agreed) == year)


def regularise(activity_id: str, activity: Activity, agreed: Agreed, today: date) -> Activity:
    """The activity after a change of terms: for every financial year that now owes something else, one movement makes the
    difference good. The same activity when nothing differs, so it can be repeated."""
    terms = agreed_for(activity, agreed)
    for due in all_due(activity.movements.values(), terms):
        difference = due.due_cents - posted_in(activity, terms, due.year)
        if difference:
            activity = _regularised(activity_id, activity, due, difference, terms, today)
    return activity


def _regularised(
    activity_id: str, activity: Activity, due: YearDue, difference: int, agreed: Agreed, today: date
) -> Activity:
    before = sum(1 for one in activity.movements.values() if one.kind is MovementKind.REGULARISATION)
    key = f"{activity_id}:regularisation:{due.year}:{before + 1}"
    counts_on = min(today, last_day(due.year, agreed.start_month))
    applied = agreed.on(counts_on)
    movement = Movement(
        turnover_cents=0,
        purchases_cents=0,
        contribution_cents=difference,
        moved_on=today,
        kind=MovementKind.REGULARISATION,
        governed_on=counts_on,
        level=applied.level,
        rate_percent=applied.terms.rate_at(max(0, due.base_cents)),
    )
    marks = (*activity.contributions_to_post, key)
    return replace(activity, movements={**activity.movements, key: movement}, contributions_to_post=marks)
