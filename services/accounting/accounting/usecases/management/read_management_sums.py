"""The sums that a management sheet needs: each month of the financial year, and the position on a day and a month before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.balances import Cell
from accounting.domain.management.months import Calendar, calendar_of, span_of
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start


@dataclass(frozen=True)
class ReadManagementSums:
    """Whose books, until which day."""

    siren: str
    on: date


@dataclass(frozen=True)
class ManagementSums:
    """The sums, of all analytic codes; ``books_start_on`` is from when the position is added up."""

    calendar: Calendar
    books_start_on: date
    by_month: Mapping[str, tuple[Cell, ...]]
    month_before: tuple[Cell, ...]
    position: tuple[Cell, ...]
    position_before: tuple[Cell, ...]


async def read_management_sums(command: ReadManagementSums, deps: Deps) -> ManagementSums:
    """The sums. NotFoundError when the legal entity is not registered."""
    entity = (await deps.legal_entities.get(command.siren)).state
    calendar = calendar_of(command.on, entity.fiscal_year_start_month)
    before_on = calendar.previous_end_on
    by_month = {
        month: await _sums(command.siren, *span_of(month, command.on), deps) for month in calendar.months_so_far
    }
    month_before = f"{before_on:%Y-%m}"
    if month_before in by_month:
        before = by_month[month_before]
    else:
        before = await _sums(command.siren, *span_of(month_before, before_on), deps)
    start_on = await read_books_start(ReadBooksStart(command.siren, command.on), deps)
    start_before_on = await read_books_start(ReadBooksStart(command.siren, before_on), deps)
    return ManagementSums(
        calendar=calendar,
        books_start_on=start_on,
        by_month=by_month,
        month_before=before,
        position=await _sums(command.siren, start_on, command.on, deps),
        position_before=await _sums(command.siren, start_before_on, before_on, deps),
    )


async def _sums(siren: str, starts_on: date, ends_on: date, deps: Deps) -> tuple[Cell, ...]:
    return await read_balances(ReadBalances(siren, starts_on, ends_on), deps)
