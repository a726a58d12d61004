"""What was earned in a span: turnover, purchases, margin, contribution and what is left, from the sums of the ledger.

Turnover is account 70; purchases are accounts 60 to 62, and the margin is their difference. What a group gives away at the
end, to its members through 604 or as a donation, is no purchase and stands for itself. Everything excludes VAT.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from accounting.domain.balances import Cell

TURNOVER = ("70",)
PURCHASES = ("60", "61", "62")


@dataclass(frozen=True)
class Result:
    """The figures of a span, in cents. ``accounts`` has the amount of each account of class 6 and 7 in its natural sign,
    without what was given away."""

    turnover_cents: int = 0
    purchases_cents: int = 0
    other_income_cents: int = 0
    other_charges_cents: int = 0
    contribution_cents: int = 0
    given_cents: int = 0
    accounts: Mapping[str, int] = field(default_factory=dict)

    @property
    def margin_cents(self) -> int:
        """Turnover minus purchases."""
        return self.turnover_cents - self.purchases_cents

    @property
    def left_cents(self) -> int:
        """What is left of it after everything but what is given away."""
        earned = self.margin_cents + self.other_income_cents
        return earned - self.other_charges_cents - self.contribution_cents


def result_of(cells: Iterable[Cell], code: str | None = None, given: Mapping[str, int] | None = None) -> Result:
    """The figures of an activity, or of the whole legal entity. ``given`` is what of its charges was given away."""
    accounts = {account: -cents for account, cents in (given or {}).items()}
    contribution = 0
    for cell in cells:
        if code is not None and cell.analytic_code != code:
            continue
        if cell.account.startswith("186"):
            contribution += cell.balance_cents
        if cell.account.startswith(("6", "7")):
            signed = cell.balance_cents if cell.account.startswith("6") else -cell.balance_cents
            accounts[cell.account] = accounts.get(cell.account, 0) + signed
    purchases = _sum(accounts, PURCHASES)
    turnover = _sum(accounts, TURNOVER)
    return Result(
        turnover_cents=turnover,
        purchases_cents=purchases,
        other_income_cents=_sum(accounts, ("7",)) - turnover,
        other_charges_cents=_sum(accounts, ("6",)) - purchases,
        contribution_cents=contribution,
        given_cents=sum((given or {}).values()),
        accounts=accounts,
    )


def total_of(parts: Iterable[Result]) -> Result:
    """The sum of months."""
    months = tuple(parts)
    accounts: dict[str, int] = {}
    for one in months:
        for account, cents in one.accounts.items():
            accounts[account] = accounts.get(account, 0) + cents
    return Result(
        sum(one.turnover_cents for one in months),
        sum(one.purchases_cents for one in months),
        sum(one.other_income_cents for one in months),
        sum(one.other_charges_cents for one in months),
        sum(one.contribution_cents for one in months),
        sum(one.given_cents for one in months),
        accounts,
    )


def amount_of(result: Result, prefix: str) -> int:
    """What the accounts of class 6 or 7 with this prefix add up to, in their natural sign."""
    return _sum(result.accounts, (prefix,))


def largest(amounts: Mapping[str, int], count: int = 5) -> tuple[tuple[str, int], ...]:
    """The largest amounts above nothing, ties by name."""
    ranked = sorted(((name, cents) for name, cents in amounts.items() if cents > 0), key=lambda one: (-one[1], one[0]))
    return tuple(ranked[:count])


def _sum(accounts: Mapping[str, int], prefixes: tuple[str, ...]) -> int:
    return sum(cents for account, cents in accounts.items() if account.startswith(prefixes))
