"""The treasury on a day, in ten lines, and the cash day by day over the financial year until then."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.management.months import calendar_of, check_day
from accounting.domain.management.treasury import Point, Treasury, curve_of, treasury_of
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.management.gather_reading import GatherReading, gather_reading


@dataclass(frozen=True)
class ReadTreasury:
    """Of an activity, or without one of the whole legal entity."""

    siren: str
    on: date
    activity_id: str | None = None


@dataclass(frozen=True)
class TreasuryNow:
    """The ten lines, and a point for each day on which the cash moved."""

    treasury: Treasury
    curve: tuple[Point, ...]


async def read_treasury(command: ReadTreasury, deps: Deps) -> TreasuryNow:
    """Both. InputError for a day to come."""
    on = check_day(command.on, deps.clock.today())
    entity = (await deps.legal_entities.get(command.siren)).state
    code = None
    if command.activity_id is not None:
        code = (await deps.activities.get(command.activity_id)).state.analytic_code
    start_on = await read_books_start(ReadBooksStart(command.siren, on), deps)
    position = await read_balances(ReadBalances(command.siren, start_on, on), deps)
    wanted = GatherReading(command.siren, start_on, on, start_on, position, command.activity_id, code)
    reading = await gather_reading(wanted, deps)
    year = calendar_of(on, entity.fiscal_year_start_month)
    return TreasuryNow(treasury_of(position, code), curve_of(reading.cash, year.starts_on, on))
