"""The cooperative contribution: a rate of the margin, due on the total and posted by difference (CAE-09).

What is due is recomputed from all movements of the activity at each document, so a late purchase lowers it exactly, and
the sum of what was posted always equals the rate of the margin, rounded once.
"""

from dataclasses import dataclass, replace
from datetime import date

from accounting.domain.activity import Activity, Movement
from accounting.domain.money import half_up
from accounting.domain.parties import rate_per_ten_thousand


@dataclass(frozen=True)
class Moved:
    """An activity with one movement more, and that movement."""

    activity: Activity
    movement: Movement


def due_cents(rate_percent: str, turnover_cents: int, purchases_cents: int) -> int:
    """The contribution on a margin; a loss owes nothing."""
    margin = max(0, turnover_cents - purchases_cents)
    return half_up(rate_per_ten_thousand(rate_percent) * margin, 10_000)


def move(
    activity: Activity,
    document_id: str,
    *,
    turnover_cents: int = 0,
    purchases_cents: int = 0,
    rate_percent: str,
    moved_on: date,
) -> Moved | None:
    """Add what a document changes. None when the document was counted before.

    The activity keeps the rate of its first movement: a new rate does not reach back into a running year.
    """
    if document_id in activity.movements:
        return None
    rate = activity.contribution_rate_percent or rate_percent
    turnover = activity.turnover_cents + turnover_cents
    purchases = activity.purchases_cents + purchases_cents
    difference = due_cents(rate, turnover, purchases) - activity.contribution_cents
    movement = Movement(turnover_cents, purchases_cents, difference, moved_on)
    movements = {**activity.movements, document_id: movement}
    return Moved(replace(activity, movements=movements, contribution_rate_percent=rate), movement)
