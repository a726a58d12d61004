"""Go through the lines that a selection takes, by day. Months in which its accounts did not move are not read."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.deps import Deps
from accounting.domain.period import month_starting
from accounting.domain.reports.ledger_line import LedgerLine, Selection, lines_of
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.walk_entries import WalkEntries, walk_entries


@dataclass(frozen=True)
class WalkLines:
    """Whose, on which days, and which lines."""

    siren: str
    starts_on: date
    ends_on: date
    selection: Selection


async def walk_lines(command: WalkLines, deps: Deps) -> AsyncIterator[LedgerLine]:
    """The lines by day, then in the order of the chain, then of their entry."""
    selection = command.selection
    first = command.starts_on
    while first <= command.ends_on:
        last = min(month_starting(first)[1], command.ends_on)
        if await _may_have_some(command.siren, first, last, selection, deps):
            async for record in walk_entries(WalkEntries(command.siren, first, last, selection.journal), deps):
                for line in lines_of(record, people_named=selection.people_named):
                    if selection.takes(line):
                        yield line
        first = last + timedelta(days=1)


async def _may_have_some(siren: str, first: date, last: date, selection: Selection, deps: Deps) -> bool:
    """Whether it is worth reading this month. A part of a month is read anyway: its sums would be made by reading it."""
    if not selection.account and selection.analytic_code is None:
        return True
    if (first, last) != month_starting(first):
        return True
    return selection.may_be_in(await read_balances(ReadBalances(siren, first, last), deps))
