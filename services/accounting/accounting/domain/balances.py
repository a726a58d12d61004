"""Balances by month: what was posted on each account for each analytic code, added up once and kept.

Reading a year is reading twelve small documents, however many entries it has. They are derived: made anew from the chain at
any time, and never wrong for longer than it takes to add what came since (``through``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounting.domain.entry import Entry
from accounting.domain.record import Record

Cells = Mapping[str, tuple[int, int]]
"""``<account>|<analytic code or nothing>`` to debit and credit, in cents."""


@dataclass(frozen=True)
class MonthBalances:
    """The sums of one month of a legal entity, of all records of its chain until ``through``."""

    siren: str
    month: str
    through: int = 0
    cells: Cells = field(default_factory=dict)
    entry_count: int = 0


@dataclass(frozen=True)
class BooksHead:
    """How far the balances of a legal entity are added up, and the link that the chain had there."""

    siren: str
    through: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Cell:
    """One sum: an account, an analytic code (empty for none), debit and credit."""

    account: str
    analytic_code: str
    debit_cents: int
    credit_cents: int

    @property
    def balance_cents(self) -> int:
        """Debit minus credit."""
        return self.debit_cents - self.credit_cents


def by_month(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The entries among records, by the month in which they are posted."""
    months: dict[str, list[Record]] = {}
    for record in records:
        if record.entry is not None:
            months.setdefault(month_of(record.entry), []).append(record)
    return months


def month_of(entry: Entry) -> str:
    """``2026-09``."""
    return f"{entry.posted_on:%Y-%m}"


def with_entries(month: MonthBalances, records: Sequence[Record]) -> MonthBalances:
    """The sums with these entries, in the order of the chain; those that are in them already count once."""
    new = [record for record in records if record.sequence > month.through]
    if not new:
        return month
    cells = dict(month.cells)
    for record in new:
        add_entry(cells, record.certain_entry)
    return replace(month, through=new[-1].sequence, cells=cells, entry_count=month.entry_count + len(new))


def gone_further(head: BooksHead, records: Sequence[Record]) -> BooksHead:
    """The head after these records were added to their months; never further back."""
    last = records[-1]
    return replace(head, through=last.sequence, hash=last.hash) if last.sequence > head.through else head


def add_entry(cells: dict[str, tuple[int, int]], entry: Entry) -> None:
    """Add the lines of an entry to sums that are being made."""
    for line in entry.lines:
        key = f"{line.account}|{line.analytic_code or ''}"
        debit, credit = cells.get(key, (0, 0))
        cells[key] = (debit + line.debit_cents, credit + line.credit_cents)


def merged(parts: Iterable[Cells]) -> dict[str, tuple[int, int]]:
    """The sum of sums."""
    cells: dict[str, tuple[int, int]] = {}
    for part in parts:
        for key, (debit, credit) in part.items():
            before = cells.get(key, (0, 0))
            cells[key] = (before[0] + debit, before[1] + credit)
    return cells


def listed(cells: Cells) -> tuple[Cell, ...]:
    """The sums in the order of the accounts."""
    found = []
    for key in sorted(cells):
        account, _, code = key.partition("|")
        found.append(Cell(account, code, *cells[key]))
    return tuple(found)


def sums_of(months: Iterable[MonthBalances], month: str) -> tuple[int, int, int]:
    """Of the months until one: how many entries that one has, its debit, and the debit of all of them."""
    entry_count = debit_cents = perpetual_cents = 0
    for one in months:
        debit = sum(cell[0] for cell in one.cells.values())
        perpetual_cents += debit
        if one.month == month:
            entry_count, debit_cents = one.entry_count, debit
    return entry_count, debit_cents, perpetual_cents
