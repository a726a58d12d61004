"""Live treasury: ten lines by account prefix (domain §1.4), and the curve of the cash.

Line 9 has classes 1 to 3 as the rule says, and 45 to 49 as well, which no other line has, but not 186 and 187, which are
charge and product of an activity (PCG 1211-18): only so is line 10, by double entry, the result. Amounts are debit minus
credit: what we owe is negative.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounting.domain.balances import Cell


@dataclass(frozen=True)
class Definition:
    """One of the ten lines: accounts by prefix, or the sum of lines above."""

    key: str
    prefixes: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()


LINES = (
    Definition("cash", ("5",)),
    Definition("taxes", ("42", "43", "44"), but=("421", "425")),
    Definition("suppliers", ("40",)),
    Definition("reference_cash", adds=("cash", "taxes", "suppliers")),
    Definition("salaries", ("421",)),
    Definition("customers", ("41",)),
    Definition("expenses", ("425",)),
    Definition("future_cash", adds=("reference_cash", "salaries", "customers", "expenses")),
    Definition("others", ("1", "2", "3", "45", "46", "47", "48", "49"), but=("186", "187")),
    Definition("result", adds=("future_cash", "others")),
)


@dataclass(frozen=True)
class Treasury:
    """The ten lines, by key and in order."""

    amounts: Mapping[str, int]

    @property
    def cash_cents(self) -> int:
        """What is in the bank and in the till."""
        return self.amounts["cash"]


@dataclass(frozen=True)
class Point:
    """The cash at the end of a day."""

    on: date
    cents: int


def treasury_of(cells: Iterable[Cell], code: str | None = None) -> Treasury:
    """The ten lines of an activity, or of the whole legal entity without a code."""
    own = [cell for cell in cells if code is None or cell.analytic_code == code]
    amounts: dict[str, int] = {}
    for one in LINES:
        amounts[one.key] = sum(amounts[key] for key in one.adds) + balance_of(own, one.prefixes, one.but)
    return Treasury(amounts)


def balance_of(cells: Iterable[Cell], prefixes: tuple[str, ...], but: tuple[str, ...] = ()) -> int:
    """Debit minus credit of the accounts with one of these prefixes."""
    if not prefixes:
        return 0
    return sum(
        cell.balance_cents
        for cell in cells
        if cell.account.startswith(prefixes) and not (but and cell.account.startswith(but))
    )


def curve_of(movements: Mapping[date, int], starts_on: date, ends_on: date) -> tuple[Point, ...]:
    """The cash on the first and the last day, and on each day on which it moved; what came before is where it starts."""
    level = sum(cents for day, cents in movements.items() if day < starts_on)
    points: list[Point] = []
    for day in sorted({starts_on, ends_on, *(one for one in movements if starts_on <= one <= ends_on)}):
        level += movements.get(day, 0)
        points.append(Point(day, level))
    return tuple(points)
