"""The management follow-up of an activity (suivi de gestion): figures, treasury, ages, the sheet of a month and its charts.

Who may see the activity sees all of it; the coordinator of its group sees figures and charts without names.
"""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from accounting.documents.management.charts import Chart, draw_chart
from accounting.documents.management.sheet_csv import render_csv
from accounting.documents.management.sheet_pdf import render_sheet
from accounting.domain.management.months import last_known_day
from accounting.domain.management.sheet import ManagementSheet, without_names
from accounting.domain.period import parse_month
from accounting.http.dependencies import Use, activity_for
from accounting.http.policy import POLICY, check_figures
from accounting.http.schemas.management import ManagementOut
from accounting.http.schemas.management_ageing import OpenAccountsOut
from accounting.http.schemas.management_treasury import TreasuryOut
from accounting.usecases.management.read_management_sheet import ReadManagementSheet, read_management_sheet
from accounting.usecases.management.read_receivables import ReadReceivables, read_receivables
from accounting.usecases.management.read_treasury import ReadTreasury, read_treasury
from essaim.contracts.types import Id
from essaim.kit.http import Caller, Principal, Resource

router = APIRouter(prefix="/v1/activities/{activity_id}/management", tags=["management"])
On = Annotated[date | None, Query(description="The last day that counts; today by default", examples=["2026-11-30"])]
Month = Annotated[
    str | None, Query(description="A month until now; the running one by default", examples=["2026-11"], max_length=7)
]
PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}
CSV: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/csv": {"example": "rubrique;ligne;detail;date;montant\r\nDevis;Perdus HT;;2026-11-30;250,00\r\n"}
        }
    }
}
CHART: dict[int | str, dict[str, Any]] = {200: {"content": {"image/svg+xml": {}, "image/png": {}}}}
CHART_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
"""Media types of charts."""


@router.get("", summary="All figures on a day (CAE-07)")
async def read(activity_id: Id, deps: Use, caller: Caller, on: On = None) -> ManagementOut:
    """Live from the ledger, with one sentence in French for each of the four figures."""
    return ManagementOut.of(await _sheet(activity_id, on or deps.clock.today(), deps, caller))


@router.get("/treasury", summary="The treasury in ten lines, and its curve by day")
async def treasury(activity_id: Id, deps: Use, caller: Caller, on: On = None) -> TreasuryOut:
    """By account prefix, from the sums of the ledger."""
    activity = (await deps.activities.get(activity_id)).state
    check_figures(caller, activity, deps.settings.partner)
    day = on or deps.clock.today()
    return TreasuryOut.of(day, await read_treasury(ReadTreasury(activity.siren, day, activity_id), deps))


@router.get("/receivables", summary="What customers owe and suppliers get, by age, with the invoices")
async def receivables(activity_id: Id, deps: Use, caller: Caller, on: On = None) -> OpenAccountsOut:
    """Not for those who see figures only: there, the ages are among all figures."""
    activity = (await activity_for(caller, "management.read", activity_id, deps)).state
    day = on or deps.clock.today()
    return OpenAccountsOut.of(day, await read_receivables(ReadReceivables(activity.siren, day, activity_id), deps))


@router.get(
    "/sheet.pdf", summary="The management sheet of a month: two A4 pages", response_class=Response, responses=PDF
)
async def sheet_pdf(activity_id: Id, deps: Use, caller: Caller, month: Month = None) -> Response:
    """In French, readable in black and white. The same figures give the same bytes."""
    await activity_for(caller, "management.read", activity_id, deps)
    return await pdf_of(await _sheet(activity_id, day_of(month, deps), deps, caller), deps)


@router.get("/sheet.csv", summary="The figures of a month as a table", response_class=Response, responses=CSV)
async def sheet_csv(activity_id: Id, deps: Use, caller: Caller, month: Month = None) -> Response:
    """One amount per row: section, line, detail, date, amount; semicolons and decimal commas."""
    return csv_of(await _sheet(activity_id, day_of(month, deps), deps, caller))


@router.get("/charts/{chart}.{form}", summary="One chart, as SVG or PNG", response_class=Response, responses=CHART)
async def chart(
    activity_id: Id, chart: Chart, form: Literal["svg", "png"], deps: Use, caller: Caller, month: Month = None
) -> Response:
    """treasury, months, ageing or forecast. The same figures give the same bytes."""
    return await chart_of(await _sheet(activity_id, day_of(month, deps), deps, caller), chart, form, deps)


def day_of(month: str | None, deps: Use) -> date:
    """The last known day of a month."""
    today = deps.clock.today()
    return last_known_day(parse_month(month), today) if month else today


async def pdf_of(sheet: ManagementSheet, deps: Use) -> Response:
    """The PDF, made in a process of its own."""
    return _file(await deps.aside.run(render_sheet, sheet), "application/pdf", sheet, ".pdf")


def csv_of(sheet: ManagementSheet) -> Response:
    """The table."""
    return _file(render_csv(sheet), "text/csv; charset=utf-8", sheet, ".csv")


async def chart_of(sheet: ManagementSheet, chart: Chart, form: Literal["svg", "png"], deps: Use) -> Response:
    """The chart, made in a process of its own."""
    return _file(await deps.aside.run(draw_chart, chart, sheet, form), CHART_TYPES[form], sheet, f"-{chart}.{form}")


async def _sheet(activity_id: str, on: date, deps: Use, caller: Principal) -> ManagementSheet:
    """The sheet as this caller may see it."""
    activity = (await deps.activities.get(activity_id)).state
    check_figures(caller, activity, deps.settings.partner)
    sheet = await read_management_sheet(ReadManagementSheet(activity_id, on), deps)
    resource = Resource(group_id=activity.group_id, partner=deps.settings.partner)
    return sheet if POLICY.visible(caller, "management.read").sees(resource) else without_names(sheet)


def _file(content: bytes, media_type: str, sheet: ManagementSheet, ending: str) -> Response:
    name = f"suivi-{sheet.scope.code or sheet.scope.siren}-{sheet.calendar.month}{ending}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'inline; filename="{name}"'})
