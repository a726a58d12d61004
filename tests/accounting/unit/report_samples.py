"""Sums and entries that the tests of statements start from."""

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from accounting.domain.accounts import SEEDED
from accounting.domain.balances import Cell, add_entry, listed
from accounting.domain.entry import Auxiliary, Entry, EntryDraft, EntryLine, Journal, validate
from accounting.domain.record import Record
from accounting.domain.why import Why
from tests.accounting.unit.samples import SIREN, TODAY

LABELS = SEEDED.labels
ACCOUNTS = sorted(account for account in LABELS if len(account) >= 3)


def cell(account: str, cents: int, code: str = "") -> Cell:
    """A sum with this balance: a debit when it is positive."""
    return Cell(account, code, max(0, cents), max(0, -cents))


def line(account: str, cents: int, code: str | None = "A001", rate: str | None = None, third: str = "") -> EntryLine:
    """A line with this balance."""
    auxiliary = Auxiliary(third, f"Tiers {third}") if third else None
    return EntryLine(account, max(0, cents), max(0, -cents), auxiliary, code, vat_rate=rate)


def entry(*lines: EntryLine, journal: Journal = Journal.SALES, posted_on: date = TODAY, number: int = 1) -> Entry:
    """A validated entry."""
    draft = EntryDraft(
        siren=SIREN,
        journal=journal,
        source_key=f"{journal}:{number}",
        posted_on=posted_on,
        label="Écriture",
        voucher_ref="P-1",
        voucher_on=posted_on,
        lines=lines,
        activity_id=None,
        scheme=None,
        why=Why("PCG 1031-1", "Parce que.", "test:1"),
    )
    return validate(draft, SEEDED, 2027, number, posted_on)


def record(one: Entry, sequence: int = 1) -> Record:
    """Its link in the chain."""
    return Record(SIREN, sequence, "", f"h{sequence}", entry=one)


def cells_of(entries: Iterable[Entry]) -> tuple[Cell, ...]:
    """The sums of entries."""
    sums: dict[str, tuple[int, int]] = {}
    for one in entries:
        add_entry(sums, one)
    return listed(sums)


@st.composite
def balanced_entries(draw: st.DrawFn, at_most: int = 8) -> list[Entry]:
    """Entries over the whole chart, each balanced over all its lines, not over each code."""
    entries = []
    for number in range(1, draw(st.integers(1, at_most)) + 1):
        amounts = draw(st.lists(st.integers(-10_000_00, 10_000_00).filter(bool), min_size=1, max_size=4))
        if sum(amounts) == 0:
            amounts.append(1)
        amounts.append(-sum(amounts))
        codes = st.sampled_from(("A001", "A002", "CAE"))
        lines = [line(draw(st.sampled_from(ACCOUNTS)), cents, draw(codes)) for cents in amounts]
        entries.append(entry(*lines, number=number, journal=draw(st.sampled_from(list(Journal)))))
    return entries
