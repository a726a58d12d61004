"""The balance of each account of a selection before its first day: where the running balances of the ledger begin."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.reports.labels import is_result
from accounting.domain.reports.ledger_line import Selection
from accounting.domain.reports.span import Span
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.ledger.read_year_sums import ReadYearSums, read_year_sums
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines


@dataclass(frozen=True)
class ReadOpenings:
    """Whose, which days, which lines."""

    siren: str
    span: Span
    selection: Selection


async def read_openings(command: ReadOpenings, deps: Deps) -> dict[str, int]:
    """Account to debit minus credit, of accounts that are not even. À-nouveaux are lines of the ledger, not in these."""
    span, selection = command.span, command.selection
    balances: dict[str, int] = {}
    if not selection.third_party:
        sums = await read_year_sums(ReadYearSums(command.siren, span, selection.analytic_code), deps)
        for cell in sums.before:
            if selection.counts(cell):
                balances[cell.account] = balances.get(cell.account, 0) + cell.balance_cents
    else:
        start = await read_books_start(ReadBooksStart(command.siren, span.starts_on), deps)
        async for line in walk_lines(WalkLines(command.siren, start, span.day_before, selection), deps):
            if line.posted_on >= span.year_starts_on or not is_result(line.account):
                balances[line.account] = balances.get(line.account, 0) + line.balance_cents
    return {account: cents for account, cents in balances.items() if cents}
