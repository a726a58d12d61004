"""Centralisation: what each journal posted on each account in each month, as the livre-journal wants it monthly (PCG 1021-2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from accounting.domain.entry import JOURNAL_LABELS, Entry, Journal
from accounting.domain.reports.labels import Labels, label_in
from accounting.domain.reports.trial_balance import Sides


@dataclass
class JournalSums:
    """Sums that are being made, of bounded size: months x journals x accounts, however many entries there are."""

    sums: dict[tuple[str, str], dict[str, Sides]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, entry: Entry, analytic_code: str | None = None) -> None:
        """Add the lines of an entry, or of one activity in it."""
        lines = [one for one in entry.lines if analytic_code is None or one.analytic_code == analytic_code]
        if not lines:
            return
        key = (f"{entry.posted_on:%Y-%m}", entry.journal.value)
        accounts = self.sums.setdefault(key, {})
        self.counts[key] = self.counts.get(key, 0) + 1
        for line in lines:
            before = accounts.get(line.account, Sides())
            accounts[line.account] = before + Sides(line.debit_cents, line.credit_cents)


@dataclass(frozen=True)
class CentralAccount:
    """An account in a journal and a month."""

    account: str
    label: str
    moved: Sides


@dataclass(frozen=True)
class CentralJournal:
    """A journal in a month."""

    month: str
    journal: str
    label: str
    entry_count: int
    accounts: tuple[CentralAccount, ...]
    total: Sides


def centralised(sums: JournalSums, labels: Labels) -> tuple[CentralJournal, ...]:
    """By month, then in the order of the journals."""
    order = list(Journal)
    found = []
    for month, code in sorted(sums.sums, key=lambda key: (key[0], order.index(Journal(key[1])))):
        accounts = sums.sums[month, code]
        rows = tuple(CentralAccount(one, label_in(one, labels), accounts[one]) for one in sorted(accounts))
        total = sum((row.moved for row in rows), Sides())
        label = JOURNAL_LABELS[Journal(code)]
        found.append(CentralJournal(month, code, label, sums.counts[month, code], rows, total))
    return tuple(found)


def grand_total(journals: Iterable[CentralJournal]) -> Sides:
    """The sum of all."""
    return sum((one.total for one in journals), Sides())
