"""The management follow-up of a whole legal entity, for the accountant: all activities together, and a row for each."""

from typing import Literal

from fastapi import APIRouter, Response

from accounting.documents.management.charts import Chart
from accounting.http.dependencies import Use, allow
from accounting.http.management import CHART, CSV, PDF, Month, On, chart_of, csv_of, day_of, pdf_of
from accounting.http.schemas.management import ManagementOut
from accounting.http.schemas.management_ageing import OpenAccountsOut
from accounting.http.schemas.management_treasury import TreasuryOut
from accounting.usecases.management.read_entity_sheet import ReadEntitySheet, read_entity_sheet
from accounting.usecases.management.read_receivables import ReadReceivables, read_receivables
from accounting.usecases.management.read_treasury import ReadTreasury, read_treasury
from essaim.contracts.types import Siren
from essaim.kit.http import Caller

router = APIRouter(prefix="/v1/legal-entities/{siren}/management", tags=["management"])
ACTION = "management.read_entity"


@router.get("", summary="All figures of a legal entity on a day, with a row per activity (accountant)")
async def read(siren: Siren, deps: Use, caller: Caller, on: On = None) -> ManagementOut:
    """Live from the ledger."""
    allow(caller, ACTION, deps)
    return ManagementOut.of(await read_entity_sheet(ReadEntitySheet(siren, on or deps.clock.today()), deps))


@router.get("/treasury", summary="The treasury of a legal entity in ten lines, and its curve by day (accountant)")
async def treasury(siren: Siren, deps: Use, caller: Caller, on: On = None) -> TreasuryOut:
    """By account prefix, from the sums of the ledger."""
    allow(caller, ACTION, deps)
    day = on or deps.clock.today()
    return TreasuryOut.of(day, await read_treasury(ReadTreasury(siren, day), deps))


@router.get("/receivables", summary="What customers owe and suppliers get, by age, with the invoices (accountant)")
async def receivables(siren: Siren, deps: Use, caller: Caller, on: On = None) -> OpenAccountsOut:
    """Of all activities; a third party stands once for each of them."""
    allow(caller, ACTION, deps)
    day = on or deps.clock.today()
    return OpenAccountsOut.of(day, await read_receivables(ReadReceivables(siren, day), deps))


@router.get(
    "/sheet.pdf",
    summary="The management sheet of a month: two A4 pages (accountant)",
    response_class=Response,
    responses=PDF,
)
async def sheet_pdf(siren: Siren, deps: Use, caller: Caller, month: Month = None) -> Response:
    """With turnover, margin, contribution, treasury and what is overdue of each activity."""
    allow(caller, ACTION, deps)
    return await pdf_of(await read_entity_sheet(ReadEntitySheet(siren, day_of(month, deps)), deps), deps)


@router.get(
    "/sheet.csv", summary="The figures of a month as a table (accountant)", response_class=Response, responses=CSV
)
async def sheet_csv(siren: Siren, deps: Use, caller: Caller, month: Month = None) -> Response:
    """One amount per row: section, line, detail, date, amount; semicolons and decimal commas."""
    allow(caller, ACTION, deps)
    return csv_of(await read_entity_sheet(ReadEntitySheet(siren, day_of(month, deps)), deps))


@router.get(
    "/charts/{chart}.{form}", summary="One chart, as SVG or PNG (accountant)", response_class=Response, responses=CHART
)
async def chart(
    siren: Siren, chart: Chart, form: Literal["svg", "png"], deps: Use, caller: Caller, month: Month = None
) -> Response:
    """treasury, months, ageing or forecast. The same figures give the same bytes."""
    allow(caller, ACTION, deps)
    sheet = await read_entity_sheet(ReadEntitySheet(siren, day_of(month, deps)), deps)
    return await chart_of(sheet, chart, form, deps)
