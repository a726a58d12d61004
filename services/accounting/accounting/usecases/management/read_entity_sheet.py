"""The management sheet of a legal entity on a day: all its activities together, and a row for each (CAE-07)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.management.build import Known, Material, build_sheet
from accounting.domain.management.forecast import Forecast
from accounting.domain.management.months import check_day
from accounting.domain.management.sheet import ManagementSheet, Scope
from accounting.usecases.management.gather_reading import GatherReading, gather_reading
from accounting.usecases.management.read_dated_quotes import ReadDatedQuotes, read_dated_quotes
from accounting.usecases.management.read_management_sums import ReadManagementSums, read_management_sums
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class ReadEntitySheet:
    """Of which legal entity, until which day."""

    siren: str
    on: date


async def read_entity_sheet(command: ReadEntitySheet, deps: Deps) -> ManagementSheet:
    """The sheet. InputError for a day to come, NotFoundError for a legal entity that is not registered."""
    on = check_day(command.on, deps.clock.today())
    entity = (await deps.legal_entities.get(command.siren)).state
    sums = await read_management_sums(ReadManagementSums(command.siren, on), deps)
    activities = await deps.activities.all({"siren": command.siren}, order_by=(Order("analytic_code"),))
    wanted = GatherReading(command.siren, sums.books_start_on, on, sums.calendar.starts_on, sums.position)
    forecasts = {
        one.state.activity_id: one.state
        for one in await deps.forecasts.all({"siren": command.siren, "year": sums.calendar.year})
    }
    material = Material(
        scope=Scope(entity.name, "Toutes les activités", None, command.siren, entity.name),
        calendar=sums.calendar,
        by_month=sums.by_month,
        month_before=sums.month_before,
        position=sums.position,
        position_before=sums.position_before,
        reading=await gather_reading(wanted, deps),
        activities=tuple([await _known(one.state, forecasts.get(one.id), deps) for one in activities]),
        quotes=await read_dated_quotes(ReadDatedQuotes(tuple(one.id for one in activities)), deps),
    )
    return build_sheet(material)


async def _known(activity: Activity, forecast: Forecast | None, deps: Deps) -> Known:
    try:
        name = (await deps.groups.get(activity.group_id)).state.name
    except MissingError:
        name = ""
    return Known(activity.analytic_code, name, forecast)
