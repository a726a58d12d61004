"""Balances: of an activity, available at any time (CAE-07), and of a legal entity, account by account."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounting.domain.accounts import label_of
from accounting.domain.activity import Activity
from accounting.domain.entry import EntryLine


@dataclass(frozen=True)
class ActivityBalance:
    """The figures of an activity, in cents. ``treasury`` is class 5, ``receivables`` 411, ``payables`` 401."""

    turnover_cents: int
    purchases_cents: int
    margin_cents: int
    contribution_cents: int
    treasury_cents: int
    receivables_cents: int
    payables_cents: int
    shared_cents: int


@dataclass(frozen=True)
class AccountBalance:
    """One account of a trial balance."""

    account: str
    label: str
    debit_cents: int
    credit_cents: int

    @property
    def balance_cents(self) -> int:
        """Debit minus credit."""
        return self.debit_cents - self.credit_cents


def activity_balance(activity: Activity, lines: Iterable[EntryLine]) -> ActivityBalance:
    """The figures from the activity's movements and its ledger lines."""
    own = [line for line in lines if line.analytic_code == activity.analytic_code]
    return ActivityBalance(
        turnover_cents=activity.turnover_cents,
        purchases_cents=activity.purchases_cents,
        margin_cents=activity.margin_cents,
        contribution_cents=activity.contribution_cents,
        treasury_cents=_net(own, "5"),
        receivables_cents=_net(own, "411"),
        payables_cents=-_net(own, "401"),
        shared_cents=-_net(own, "468"),
    )


def trial_balance(lines: Iterable[EntryLine]) -> tuple[AccountBalance, ...]:
    """Debit and credit of every account that moved, in the order of the chart."""
    sums: dict[str, tuple[int, int]] = {}
    for line in lines:
        debit, credit = sums.get(line.account, (0, 0))
        sums[line.account] = (debit + line.debit_cents, credit + line.credit_cents)
    return tuple(AccountBalance(account, label_of(account), *sums[account]) for account in sorted(sums))


def _net(lines: Iterable[EntryLine], prefix: str) -> int:
    return sum(line.debit_cents - line.credit_cents for line in lines if line.account.startswith(prefix))
