"""The figures of an activity on any day (CAE-07): from its documents, and from the kept sums of the ledger."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.reports.activity_figures import ActivityBalance, activity_figures
from accounting.domain.reports.span import check_day
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start


@dataclass(frozen=True)
class ReadActivityBalance:
    """Which activity, on which day: today when it is not said."""

    activity: Activity
    day: date | None = None


async def read_activity_balance(command: ReadActivityBalance, deps: Deps) -> ActivityBalance:
    """What was true at the end of the day. InputError for a day that no books reach."""
    check_day("on", command.day)
    activity, day = command.activity, command.day or deps.clock.today()
    start = await read_books_start(ReadBooksStart(activity.siren, day), deps)
    cells = await read_balances(ReadBalances(activity.siren, start, day), deps)
    return activity_figures(activity, cells, day)
