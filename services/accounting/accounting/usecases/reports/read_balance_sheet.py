"""The balance sheet of a legal entity or of one activity on any day, from the kept sums since the start of its books."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounting.deps import Deps
from accounting.domain.balances import Cell
from accounting.domain.reports.balance_sheet import BalanceSheet, balance_sheet
from accounting.domain.reports.labels import Labels
from accounting.domain.reports.span import Span
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start


@dataclass(frozen=True)
class ReadBalanceSheet:
    """Whose books, which day (the end of the span), which activity's."""

    siren: str
    span: Span
    labels: Labels
    analytic_code: str | None = None

    @property
    def day(self) -> date:
        """The day of the balance sheet."""
        return self.span.ends_on


async def read_balance_sheet(command: ReadBalanceSheet, deps: Deps) -> BalanceSheet:
    """Both sides at the end of the day. Years before this one that no à-nouveaux closed have their result apart."""
    siren, year_starts_on, code = command.siren, command.span.year_starts_on, command.analytic_code
    books_start = await read_books_start(ReadBooksStart(siren, command.day), deps)
    earlier: tuple[Cell, ...] = ()
    if books_start < year_starts_on:
        last = year_starts_on - timedelta(days=1)
        earlier = await read_balances(ReadBalances(siren, books_start, last), deps)
    cells = (*earlier, *await read_balances(ReadBalances(siren, year_starts_on, command.day), deps))

    def own(found: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return found if code is None else tuple(one for one in found if one.analytic_code == code)

    return balance_sheet(own(cells), own(earlier), command.labels, of_activity=code is not None)
