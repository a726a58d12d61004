"""The management sheet of an activity on a day: live, from the ledger, the quotes and the forecast (CAE-07)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.management.build import Known, Material, build_sheet
from accounting.domain.management.forecast import Forecast, forecast_id
from accounting.domain.management.months import check_day
from accounting.domain.management.sheet import ManagementSheet, Scope
from accounting.usecases.management.gather_reading import GatherReading, gather_reading
from accounting.usecases.management.read_dated_quotes import ReadDatedQuotes, read_dated_quotes
from accounting.usecases.management.read_management_sums import ReadManagementSums, read_management_sums
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class ReadManagementSheet:
    """Of which activity, until which day."""

    activity_id: str
    on: date


async def read_management_sheet(command: ReadManagementSheet, deps: Deps) -> ManagementSheet:
    """The sheet. InputError for a day to come."""
    on = check_day(command.on, deps.clock.today())
    activity = (await deps.activities.get(command.activity_id)).state
    entity = (await deps.legal_entities.get(activity.siren)).state
    sums = await read_management_sums(ReadManagementSums(activity.siren, on), deps)
    reading = await gather_reading(
        GatherReading(
            siren=activity.siren,
            starts_on=sums.books_start_on,
            ends_on=on,
            counts_from=sums.calendar.starts_on,
            position=sums.position,
            activity_id=command.activity_id,
            code=activity.analytic_code,
        ),
        deps,
    )
    name, label = await _names(activity, deps)
    forecast = await _forecast(forecast_id(command.activity_id, sums.calendar.year), deps)
    material = Material(
        scope=Scope(name, label, activity.analytic_code, activity.siren, entity.name, activity.opened_on),
        calendar=sums.calendar,
        by_month=sums.by_month,
        month_before=sums.month_before,
        position=sums.position,
        position_before=sums.position_before,
        reading=reading,
        activities=(Known(activity.analytic_code, name, forecast),),
        quotes=await read_dated_quotes(ReadDatedQuotes((command.activity_id,)), deps),
    )
    return build_sheet(material)


async def _names(activity: Activity, deps: Deps) -> tuple[str, str]:
    """The group's name and what it does; the code as long as the name has not come."""
    try:
        group = (await deps.groups.get(activity.group_id)).state
    except MissingError:
        return activity.analytic_code, ""
    return group.name or activity.analytic_code, group.activity_label


async def _forecast(id_: str, deps: Deps) -> Forecast | None:
    try:
        return (await deps.forecasts.get(id_)).state
    except MissingError:
        return None
