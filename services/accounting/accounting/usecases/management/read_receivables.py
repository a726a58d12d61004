"""What is open with customers and suppliers on a day, by age, with the invoices behind it."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.management.ageing import Ageing, ageing_of
from accounting.domain.management.months import check_day
from accounting.domain.management.reading import PAYABLE, RECEIVABLE
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.management.gather_reading import GatherReading, gather_reading


@dataclass(frozen=True)
class ReadReceivables:
    """Of an activity, or without one of the whole legal entity."""

    siren: str
    on: date
    activity_id: str | None = None


@dataclass(frozen=True)
class OpenAccounts:
    """Both sides."""

    receivables: Ageing
    payables: Ageing


async def read_receivables(command: ReadReceivables, deps: Deps) -> OpenAccounts:
    """Receivables and payables. InputError for a day to come."""
    on = check_day(command.on, deps.clock.today())
    code = None
    if command.activity_id is not None:
        code = (await deps.activities.get(command.activity_id)).state.analytic_code
    start_on = await read_books_start(ReadBooksStart(command.siren, on), deps)
    position = await read_balances(ReadBalances(command.siren, start_on, on), deps)
    wanted = GatherReading(command.siren, start_on, on, start_on, position, command.activity_id, code)
    reading = await gather_reading(wanted, deps)
    return OpenAccounts(
        ageing_of(reading.parties, RECEIVABLE, on),
        ageing_of(reading.parties, PAYABLE, on, sign=-1),
    )
