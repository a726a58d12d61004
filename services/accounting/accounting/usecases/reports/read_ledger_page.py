"""One page of lines of the general ledger or of a journal, with the balance of the selection after each line."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.reports.ledger_line import LedgerLine, Selection
from accounting.domain.reports.running import Running
from accounting.domain.reports.span import Span
from accounting.usecases.ledger.read_openings import ReadOpenings, read_openings
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines
from essaim.kit.paging import read_cursor, write_cursor


@dataclass(frozen=True)
class ReadLedgerPage:
    """Whose, which days, which lines, how many, and behind which one: ``cursor`` is the ``next`` of the page before."""

    siren: str
    span: Span
    selection: Selection
    limit: int
    cursor: str | None = None


@dataclass(frozen=True)
class LedgerPage:
    """Lines in order, the balance before the first of the whole span, and how to go on."""

    lines: tuple[Running, ...]
    opening_cents: int
    next: str | None


@dataclass(frozen=True)
class _Place:
    """The line where a page ended, with the balances before the span and after that line."""

    posted_on: date
    record_id: str
    place: int
    opening_cents: int
    balance_cents: int

    def is_before(self, line: LedgerLine) -> bool:
        return (self.posted_on, self.record_id, self.place) < (line.posted_on, line.record_id, line.place)


async def read_ledger_page(command: ReadLedgerPage, deps: Deps) -> LedgerPage:
    """The page. A new entry with a day before the cursor's is not in the pages that follow: ask again from the start."""
    span, selection = command.span, command.selection
    last = _read(command.cursor)
    if last is None:
        opening = sum((await read_openings(ReadOpenings(command.siren, span, selection), deps)).values())
        balance, starts_on = opening, span.starts_on
    else:
        opening, balance, starts_on = last.opening_cents, last.balance_cents, max(span.starts_on, last.posted_on)
    found: list[Running] = []
    async for line in walk_lines(WalkLines(command.siren, starts_on, span.ends_on, selection), deps):
        if last is not None and not last.is_before(line):
            continue
        if len(found) == command.limit:
            return LedgerPage(tuple(found), opening, _write(found[-1], opening))
        balance += line.balance_cents
        found.append(Running(line, balance))
    return LedgerPage(tuple(found), opening, None)


def _write(one: Running, opening: int) -> str | None:
    line = one.line
    return write_cursor((line.posted_on.isoformat(), line.place, opening, one.balance_cents, line.record_id))


def _read(cursor: str | None) -> _Place | None:
    position = read_cursor(cursor, 4)
    if position is None:
        return None
    posted_on, place, opening, balance, record_id = position
    numbers = [one for one in (place, opening, balance) if isinstance(one, int) and not isinstance(one, bool)]
    try:
        first, second, third = numbers
        return _Place(date.fromisoformat(str(posted_on)), str(record_id), first, second, third)
    except ValueError:
        raise InputError("cursor", "is not a cursor of this list", "the `next` value of the page before") from None
