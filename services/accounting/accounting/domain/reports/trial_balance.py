"""The trial balance: per account what was there before, what moved, and what is there now. Both sides add up to the same.

Accounts of the balance sheet are carried from year to year, accounts of the result are not. While an earlier year is not
closed by its à-nouveaux, its result stands on one line of its own, computed, so that both sides still agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from accounting.domain.balances import Cell
from accounting.domain.reports.labels import CLASSES, Labels, is_result, label_in

EARLIER_ACCOUNT = "12"
EARLIER_LABEL = "Résultats antérieurs, exercices non encore clos (ligne calculée)"


@dataclass(frozen=True)
class Sides:
    """A debit and a credit."""

    debit_cents: int = 0
    credit_cents: int = 0

    @property
    def balance_cents(self) -> int:
        """Debit minus credit."""
        return self.debit_cents - self.credit_cents

    def __add__(self, other: "Sides") -> "Sides":
        return Sides(self.debit_cents + other.debit_cents, self.credit_cents + other.credit_cents)


@dataclass(frozen=True)
class AccountRow:
    """One account. ``opening`` and ``closing`` are balances on one side, ``moved`` has both. ``computed`` is no real account."""

    account: str
    label: str
    opening: Sides
    moved: Sides
    closing: Sides
    computed: bool = False


@dataclass(frozen=True)
class ClassTotal:
    """The sums of a class of accounts; ``number`` is empty for all of them."""

    number: str
    label: str
    opening: Sides
    moved: Sides
    closing: Sides


@dataclass(frozen=True)
class TrialBalance:
    """Accounts in the order of the chart, totals by class, and the total of all."""

    rows: tuple[AccountRow, ...]
    classes: tuple[ClassTotal, ...]
    total: ClassTotal

    @property
    def difference_cents(self) -> int:
        """Debit minus credit of everything: nothing in a legal entity; in an activity what others hold for it."""
        return self.total.closing.balance_cents


def trial_balance(
    before: Iterable[Cell],
    moved: Iterable[Cell],
    labels: Labels,
    *,
    opening: Iterable[Cell] = (),
    earlier: Iterable[Cell] = (),
) -> TrialBalance:
    """The balance from sums: ``before`` and ``moved`` of this year, ``opening`` the part of ``moved`` that à-nouveaux brought.

    ``before`` reaches back to the start of the books for accounts of the balance sheet, and ``earlier`` has the accounts of
    the result of years before this one that are not closed.
    """
    then, now, opened = _sums(before), _sums(moved), _sums(opening)
    rows = []
    for account in sorted({*then, *now}):
        brought = opened.get(account, Sides())
        start = then.get(account, Sides()) + brought
        rest = now.get(account, Sides()) + Sides(-brought.debit_cents, -brought.credit_cents)
        label = label_in(account, labels)
        rows.append(AccountRow(account, label, _one_side(start), rest, _one_side(start + rest)))
    result = sum((cell.balance_cents for cell in earlier if is_result(cell.account)), 0)
    if result:
        side = _one_side(Sides(result, 0))
        rows.append(AccountRow(EARLIER_ACCOUNT, EARLIER_LABEL, side, Sides(), side, computed=True))
    rows = [one for one in rows if one.opening != Sides() or one.moved != Sides()]
    rows.sort(key=lambda one: one.account)
    classes = tuple(
        _total(number, label, [one for one in rows if one.account.startswith(number)])
        for number, label in CLASSES.items()
        if any(one.account.startswith(number) for one in rows)
    )
    return TrialBalance(tuple(rows), classes, _total("", "Total général", rows))


def _sums(cells: Iterable[Cell]) -> dict[str, Sides]:
    sums: dict[str, Sides] = {}
    for cell in cells:
        sums[cell.account] = sums.get(cell.account, Sides()) + Sides(cell.debit_cents, cell.credit_cents)
    return sums


def _one_side(sides: Sides) -> Sides:
    """The balance, on the side where it stands."""
    return Sides(max(0, sides.balance_cents), max(0, -sides.balance_cents))


def _total(number: str, label: str, rows: Iterable[AccountRow]) -> ClassTotal:
    opening, moved, closing = Sides(), Sides(), Sides()
    for row in rows:
        opening, moved, closing = opening + row.opening, moved + row.moved, closing + row.closing
    return ClassTotal(number, label, opening, moved, closing)
