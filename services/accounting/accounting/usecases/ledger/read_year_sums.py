"""The sums that statements of a span are made of: what was there before it, what moved in it, what à-nouveaux brought."""

from dataclasses import dataclass
from datetime import timedelta

from accounting.deps import Deps
from accounting.domain.balances import Cell, add_entry, listed
from accounting.domain.entry import Journal
from accounting.domain.reports.labels import is_result
from accounting.domain.reports.span import Span
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start


@dataclass(frozen=True)
class ReadYearSums:
    """Whose books, which days of one financial year, and which activity's, if it is about one."""

    siren: str
    span: Span
    analytic_code: str | None = None


@dataclass(frozen=True)
class YearSums:
    """``before``: until the day before, the result's accounts of this year only. ``moved``: in the span, with ``opening``.

    ``opening``: à-nouveaux of the first day, when the span starts there. ``earlier``: of years before that are not closed.
    """

    before: tuple[Cell, ...]
    moved: tuple[Cell, ...]
    opening: tuple[Cell, ...]
    earlier: tuple[Cell, ...]


async def read_year_sums(command: ReadYearSums, deps: Deps) -> YearSums:
    """The sums. They cost a few kept month sums, however many entries there are."""
    siren, span = command.siren, command.span
    books_start = await read_books_start(ReadBooksStart(siren, span.starts_on), deps)
    moved = await read_balances(ReadBalances(siren, span.starts_on, span.ends_on), deps)
    before: tuple[Cell, ...] = ()
    earlier: tuple[Cell, ...] = ()
    this_year: tuple[Cell, ...] = ()
    if books_start < span.year_starts_on:
        last = span.year_starts_on - timedelta(days=1)
        earlier = await read_balances(ReadBalances(siren, books_start, last), deps)
    if span.year_starts_on < span.starts_on:
        this_year = await read_balances(ReadBalances(siren, span.year_starts_on, span.day_before), deps)
    before = (*(cell for cell in earlier if not is_result(cell.account)), *this_year)
    opening = await _opening(siren, span, deps) if span.starts_on == span.year_starts_on else ()

    def own(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        code = command.analytic_code
        return cells if code is None else tuple(one for one in cells if one.analytic_code == code)

    return YearSums(own(before), own(moved), own(opening), own(earlier))


async def _opening(siren: str, span: Span, deps: Deps) -> tuple[Cell, ...]:
    journal = Journal.OPENING.value
    found = await deps.ledger.all({"siren": siren, "entry.fiscal_year": span.fiscal_year, "entry.journal": journal})
    cells: dict[str, tuple[int, int]] = {}
    for one in found:
        if span.starts_on <= one.state.certain_entry.posted_on <= span.ends_on:
            add_entry(cells, one.state.certain_entry)
    return listed(cells)
