"""Forecasts of an activity: set by the group, its coach or the accountant, and compared with what came."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from accounting.domain.errors import InputError
from accounting.domain.fiscal_year import first_day, fiscal_year_of, last_day
from accounting.domain.management.forecast import forecast_id
from accounting.http.dependencies import Use, activity_for
from accounting.http.policy import check_figures
from accounting.http.schemas.forecasts import ComparisonOut, ForecastIn, ForecastOut
from accounting.usecases.management.read_management_sheet import ReadManagementSheet, read_management_sheet
from accounting.usecases.management.set_forecast import SetForecast, set_forecast
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/activities/{activity_id}/forecasts/{year}", tags=["management"])
Year = Annotated[int, Path(ge=2000, le=2099, description="The financial year, named after the civil year it closes in")]


@router.put("", summary="Set the forecast of a financial year (student of the group, coach, accountant)")
async def put(
    activity_id: Id,
    year: Year,
    body: ForecastIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ForecastOut:
    """All of it, in place of what was there."""
    await activity_for(caller, "forecast.set", activity_id, deps)
    command = SetForecast(activity_id, year, tuple(line.to_domain() for line in body.lines))
    stored = await set_forecast(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return ForecastOut.of(stored)


@router.get("", summary="The forecast of a financial year")
async def read(activity_id: Id, year: Year, deps: Use, caller: Caller, response: Response) -> ForecastOut:
    """As it was set last."""
    check_figures(caller, (await deps.activities.get(activity_id)).state, deps.settings.partner)
    stored = await deps.forecasts.get(forecast_id(activity_id, year))
    response.headers["ETag"] = stored.etag
    return ForecastOut.of(stored)


@router.get("/comparison", summary="Forecast against actual, month by month and cumulated")
async def compare(activity_id: Id, year: Year, deps: Use, caller: Caller) -> ComparisonOut:
    """Until today, or until the end of a year that is over."""
    activity = (await deps.activities.get(activity_id)).state
    check_figures(caller, activity, deps.settings.partner)
    await deps.forecasts.get(forecast_id(activity_id, year))
    month = (await deps.legal_entities.get(activity.siren)).state.fiscal_year_start_month
    today = deps.clock.today()
    if first_day(year, month) > today:
        raise InputError("year", f"{year} has not begun", f"a year until {fiscal_year_of(today, month)}")
    on = min(today, last_day(year, month))
    return ComparisonOut.of(await read_management_sheet(ReadManagementSheet(activity_id, on), deps))
