"""The figures of an activity at a date: turnover and margin from its documents, money and debts from the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounting.domain.activity import Activity
from accounting.domain.balances import Cell


@dataclass(frozen=True)
class ActivityBalance:
    """The figures of an activity, in cents. ``treasury`` is class 5, ``receivables`` 411, ``payables`` 401, ``shared`` 468."""

    turnover_cents: int
    purchases_cents: int
    margin_cents: int
    contribution_cents: int
    treasury_cents: int
    receivables_cents: int
    payables_cents: int
    shared_cents: int


def activity_figures(activity: Activity, cells: Iterable[Cell], day: date) -> ActivityBalance:
    """Turnover, purchases, margin and contribution of all documents until this day, and the balances of the sums given."""
    own = [cell for cell in cells if cell.analytic_code == activity.analytic_code]
    until = [one for one in activity.movements.values() if one.moved_on <= day]
    turnover = sum(one.turnover_cents for one in until)
    purchases = sum(one.purchases_cents for one in until)

    def net(prefix: str) -> int:
        return sum(cell.balance_cents for cell in own if cell.account.startswith(prefix))

    return ActivityBalance(
        turnover_cents=turnover,
        purchases_cents=purchases,
        margin_cents=turnover - purchases,
        contribution_cents=sum(one.contribution_cents for one in until),
        treasury_cents=net("5"),
        receivables_cents=net("411"),
        payables_cents=-net("401"),
        shared_cents=-net("468"),
    )
