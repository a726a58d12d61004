"""The statement of a customer or a supplier, out of the ledger lines of its accounts."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.management.months import check_day
from accounting.domain.party_statement import PartyStatement, statement_of
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.management.gather_reading import GatherReading, gather_reading


@dataclass(frozen=True)
class ReadPartyStatement:
    """Whose accounts, in whose books, until which day; of one activity only, when it is said."""

    name: str
    accounts: tuple[str, ...]
    siren: str
    on: date
    is_supplier: bool = False
    activity_id: str | None = None


async def read_party_statement(command: ReadPartyStatement, deps: Deps) -> PartyStatement:
    """The statement. InputError for a day to come, NotFoundError for a legal entity that is not registered."""
    on, siren = check_day(command.on, deps.clock.today()), command.siren
    code = None
    if command.activity_id is not None:
        code = (await deps.activities.get(command.activity_id)).state.analytic_code
    starts_on = await read_books_start(ReadBooksStart(siren, on), deps)
    position = await read_balances(ReadBalances(siren, starts_on, on), deps)
    wanted = GatherReading(siren, starts_on, on, starts_on, position, command.activity_id, code)
    reading = await gather_reading(wanted, deps)
    return statement_of(
        command.name,
        command.accounts,
        siren,
        starts_on,
        on,
        sorted(reading.parties, key=lambda line: line.posted_on),
        is_supplier=command.is_supplier,
        analytic_code=code,
    )
