"""A group, its coach or the accountant sets the forecast of an activity for a financial year, whole."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.fiscal_year import first_day, last_day
from accounting.domain.management.forecast import Forecast, ForecastLine, check_forecast, forecast_id
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetForecast:
    """All lines, new or in place of what was there."""

    activity_id: str
    year: int
    lines: tuple[ForecastLine, ...]


async def set_forecast(
    command: SetForecast, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Forecast]:
    """The forecast. Refused once the activity is closed; InputError names the line that cannot be kept."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    month = (await deps.legal_entities.get(activity.siren)).state.fiscal_year_start_month
    check_forecast(command.lines, first_day(command.year, month), last_day(command.year, month))
    forecast = Forecast(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        siren=activity.siren,
        year=command.year,
        lines=command.lines,
        set_on=deps.clock.today(),
        set_by=cause.actor,
    )
    id_ = forecast_id(command.activity_id, command.year)
    if expected_version is not None:
        return await deps.forecasts.change(id_, lambda _: Change(forecast), cause, expected_version=expected_version)
    await deps.forecasts.put(id_, lambda _: Change(forecast), cause)
    return await deps.forecasts.get(id_)
