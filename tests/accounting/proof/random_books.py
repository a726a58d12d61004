"""Books at random: balanced entries of two financial years, and what happens between them, for property tests."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from accounting.deps import Deps
from accounting.domain.balances import Cell
from accounting.domain.entry import CENTRAL, Auxiliary, Entry, EntryDraft, EntryLine, Journal
from accounting.domain.record import Record
from essaim.kit.store.port import Order
from tests.accounting.ledger.books import CUSTOMER, SIREN, SUPPLIER, draft

FIRST_ON, LAST_ON = date(2026, 9, 1), date(2027, 11, 30)
AFTER = date(2027, 12, 15)
REPLICAS = 3
_THIRD_PARTIES: dict[str, Auxiliary] = {"411": CUSTOMER, "401": SUPPLIER}
_JOURNALS = [one for one in Journal if one is not Journal.OPENING]
_accounts = st.sampled_from(["411", "401", "512", "530", "44571", "44566", "601", "627", "701", "706"])
_codes = st.sampled_from(["A001", "A002", CENTRAL])
_days = st.dates(FIRST_ON, LAST_ON)
_cents = st.integers(1, 10_000_000)
_later = st.tuples(*(st.integers(0, 3) for _ in range(REPLICAS)))


@dataclass(frozen=True)
class Step:
    """What happens next, some days later by the clock of each replica, which differ: replicas post drafts at once, or the sums
    are folded, or the next month is closed."""

    drafts: tuple[tuple[int, EntryDraft], ...] = ()
    folds: bool = False
    closes: bool = False
    days: tuple[int, ...] = (0,) * REPLICAS


def _line(account: str, code: str, balance: int) -> EntryLine:
    debit, credit = max(0, balance), max(0, -balance)
    return EntryLine(account, debit, credit, _THIRD_PARTIES.get(account), code)


@st.composite
def balanced_lines(draw: st.DrawFn) -> tuple[EntryLine, ...]:
    """Two to five lines whose debit equals their credit; or a contribution on 181, 186 and 187."""
    if draw(st.integers(0, 4)) == 0:
        cents, code = draw(_cents), draw(st.sampled_from(["A001", "A002"]))
        movements = (("186", code, cents), ("181", code, -cents), ("181", CENTRAL, cents), ("187", CENTRAL, -cents))
        return tuple(_line(*one) for one in movements)
    debits = draw(st.lists(_cents, min_size=1, max_size=3))
    total = sum(debits)
    cut = draw(st.integers(0, total - 1))
    credits = [one for one in (cut, total - cut) if one]
    balances = [*debits, *(-one for one in credits)]
    return tuple(_line(draw(_accounts), draw(_codes), one) for one in balances)


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """Some steps; the first posts something, so that there is a month to close."""
    found: list[Step] = []
    count = 0
    for place in range(draw(st.integers(2, 6))):
        kind = draw(st.sampled_from(["post", "post", "fold", "close"])) if place else "post"
        if kind != "post":
            found.append(Step(folds=kind == "fold", closes=kind == "close", days=draw(_later)))
            continue
        drafts = []
        for _ in range(draw(st.integers(1, 6))):
            one = draft(
                f"entry:{count}", *draw(balanced_lines()), on=draw(_days), journal=draw(st.sampled_from(_JOURNALS))
            )
            drafts.append((draw(st.integers(0, REPLICAS - 1)), one))
            count += 1
        found.append(Step(tuple(drafts), days=draw(_later)))
    return found


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date]:
    """Any days, which cut months as they like."""
    first = draw(_days)
    return first, first + timedelta(days=draw(st.integers(0, 460)))


async def records(deps: Deps) -> list[Record]:
    """The whole chain, in order."""
    return [one.state for one in await deps.ledger.all({"siren": SIREN}, order_by=(Order("sequence"),))]


def entries(chain: Iterable[Record]) -> list[Entry]:
    """The entries of a chain."""
    return [one.entry for one in chain if one.entry is not None]


def summed(found: Iterable[Entry], first: date, last: date) -> tuple[Cell, ...]:
    """The sums over a span by adding up every line: slow, and plainly right."""
    debits: Counter[tuple[str, str]] = Counter()
    credits: Counter[tuple[str, str]] = Counter()
    for entry in found:
        if first <= entry.posted_on <= last:
            for line in entry.lines:
                key = line.account, line.analytic_code or ""
                debits[key] += line.debit_cents
                credits[key] += line.credit_cents
    return tuple(Cell(*key, debits[key], credits[key]) for key in sorted({*debits, *credits}))
