"""What a follow-up takes from the entries while they stream by, one after the other: sums and open lines, never the books.

A year of a legal entity does not have to fit into memory: of everything but third parties only sums are kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accounting.domain.entry import Entry, EntryLine, Journal
from accounting.domain.lettering import Letter
from accounting.domain.record import Record

RECEIVABLE = "411"
PAYABLE = "401"
MEMBER = "M"
"""Auxiliary accounts of members begin with it."""
GIVEN = ("share:", "donation:")
"""Sources of share-outs and donations: what they charge is given away at the end, and is no purchase."""


@dataclass(frozen=True)
class Party:
    """A third party's account, in one activity."""

    account: str
    auxiliary: str
    code: str


@dataclass(frozen=True)
class PartyLine:
    """A line of a third party: ``cents`` is debit minus credit; ``document`` names what it rests on, ``invoice:<id>``."""

    party: Party
    name: str
    posted_on: date
    due_on: date
    voucher_ref: str
    label: str
    document: str
    cents: int
    letters: str


@dataclass
class Reading:
    """Sums over entries. ``code`` limits them to one activity; ``counts_from`` is the first day of the financial year."""

    counts_from: date
    code: str | None = None
    parties: list[PartyLine] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    cash: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    cashed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    customers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    given: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    """What was shared out or donated, by month, code and account."""
    members: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    sums: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Count an entry."""
        entry = record.certain_entry
        lines: list[EntryLine] = []
        for place, line in enumerate(entry.lines):
            if self.code is None or line.analytic_code == self.code:
                lines.append(line)
                self._add_line(entry, line, record.letters.get(place))
        if entry.journal is not Journal.OPENING and entry.posted_on >= self.counts_from:
            self._add_sale(lines)
            self._add_money(entry, lines)

    def given_in(self, months: Iterable[str], codes: Iterable[str] | None) -> dict[str, int]:
        """What was given away in these months by these activities, by account; by all of them without codes."""
        wanted, whose = set(months), None if codes is None else set(codes)
        sums: dict[str, int] = {}
        for (month, code, account), cents in self.given.items():
            if month in wanted and (whose is None or code in whose):
                sums[account] = sums.get(account, 0) + cents
        return sums

    def explains(self, prefix: str, cents: int) -> bool:
        """Whether the lines that were counted add up to what the balances say of these accounts."""
        return sum(value for account, value in self.sums.items() if account.startswith(prefix)) == cents

    def _add_line(self, entry: Entry, line: EntryLine, letter: Letter | None) -> None:
        self.sums[line.account] += line.balance_cents
        self.labels[line.account] = line.account_label
        if line.account.startswith("5"):
            self.cash[entry.posted_on] += line.balance_cents
        if line.account.startswith((RECEIVABLE, PAYABLE)):
            self.parties.append(_party_line(entry, line, letter))
        auxiliary = line.auxiliary
        if auxiliary is not None:
            self.names[auxiliary.account] = auxiliary.label
            if auxiliary.account.startswith(MEMBER):
                self.members[(auxiliary.account, line.account)] += line.balance_cents
        if entry.source_key.startswith(GIVEN) and line.account.startswith("6"):
            self.given[(f"{entry.posted_on:%Y-%m}", line.analytic_code or "", line.account)] += line.balance_cents

    def _add_sale(self, lines: list[EntryLine]) -> None:
        """Turnover goes to the one customer of its entry."""
        buyers = {one.auxiliary.account for one in lines if one.auxiliary and one.account.startswith(RECEIVABLE)}
        sold = -sum(one.balance_cents for one in lines if one.account.startswith("70"))
        if sold and len(buyers) == 1:
            self.customers[buyers.pop()] += sold

    def _add_money(self, entry: Entry, lines: list[EntryLine]) -> None:
        """Money of customers: what an entry takes off 411 and brings to class 5."""
        paid = -sum(one.balance_cents for one in lines if one.account.startswith(RECEIVABLE))
        if paid and any(one.account.startswith("5") for one in lines):
            self.cashed[f"{entry.posted_on:%Y-%m}"] += paid


def _party_line(entry: Entry, line: EntryLine, letter: Letter | None) -> PartyLine:
    auxiliary = line.auxiliary
    return PartyLine(
        party=Party(line.account, auxiliary.account if auxiliary else "", line.analytic_code or ""),
        name=auxiliary.label if auxiliary else "",
        posted_on=entry.posted_on,
        due_on=line.due_on or entry.voucher_on,
        voucher_ref=entry.voucher_ref,
        label=entry.label,
        document=entry.why.source_document,
        cents=line.balance_cents,
        letters=letter.code if letter else "",
    )
