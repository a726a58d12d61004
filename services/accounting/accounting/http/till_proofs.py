"""Closings of tills, their fiscal archive, the proof of their chain, and e-reporting."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import IO, Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from accounting.domain.period import parse_month
from accounting.domain.till.link import Span
from accounting.domain.till.record import till_topic
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.till_closings import EReportingOut, TillClosingOut, TillVerdictOut
from accounting.http.schemas.till_in import TillPeriodIn
from accounting.http.till_for import till_for
from accounting.usecases.files.spool_file import spool_file
from accounting.usecases.tills.close_till_month import CloseTillMonth, close_till_month
from accounting.usecases.tills.close_till_year import CloseTillYear, close_till_year
from accounting.usecases.tills.export_till import ExportTill, export_till
from accounting.usecases.tills.read_e_reporting import ReadEReporting, read_e_reporting
from accounting.usecases.tills.verify_till import VerifyTill, verify_till
from essaim.contracts.types import Id, Siren
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(tags=["tills"])
From = Annotated[date, Query(alias="from", description="The first day")]
To = Annotated[date, Query(alias="to", description="The last day")]
CHUNK_BYTES = 512 * 1024


@router.get("/v1/tills/{till_id}/closings", summary="Closings of a till, oldest first")
async def list_closings(
    till_id: Id, deps: Use, caller: Caller, page: PageQuery, span: Span = Span.DAY
) -> PageOut[TillClosingOut]:
    """Its days, months or financial years."""
    await till_for(caller, "till.read", till_id, deps)
    topic = till_topic(till_id, span.value)
    found = await deps.till_records.find(
        {"topic": topic}, order_by=(Order("sequence"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[TillClosingOut.of(one) for one in found.items], next=found.next)


@router.post("/v1/tills/{till_id}/closings", status_code=201, summary="Close a month, or a financial year (accountant)")
async def close_period(till_id: Id, body: TillPeriodIn, deps: Use, caller: Caller, cause: CauseOf) -> TillClosingOut:
    """For ever. Months that are over are also closed by themselves, before the first session after them."""
    if (body.month is None) == (body.year is None):
        problem = FieldProblem("month", "or year: exactly one is closed", '{"month": "2026-12"} or {"year": 2027}')
        raise InvalidError("closing-unclear", "say which month or which year is closed", fields=(problem,))
    if body.year is not None:
        await till_for(caller, "till.close_year", till_id, deps)
        return TillClosingOut.of(await close_till_year(CloseTillYear(till_id, body.year), deps, cause))
    await till_for(caller, "till.close_month", till_id, deps)
    first_on = parse_month(body.month or "")
    return TillClosingOut.of(await close_till_month(CloseTillMonth(till_id, first_on), deps, cause))


@router.get("/v1/tills/{till_id}/verification", summary="Walk the whole chain (accountant, officer, ops)")
async def verify(till_id: Id, deps: Use, caller: Caller) -> TillVerdictOut:
    """Every seal, VAT, total and closing is computed anew; the first broken place is named first."""
    await till_for(caller, "till.verify", till_id, deps)
    return TillVerdictOut.of(await verify_till(VerifyTill(till_id), deps))


@router.get(
    "/v1/tills/{till_id}/export", summary="The fiscal archive of a till, as a ZIP (accountant)", response_class=Response
)
async def export(till_id: Id, first_on: From, last_on: To, deps: Use, caller: Caller) -> Response:
    """Open formats with hashes and a page in French; ``essaim till verify FILE`` verifies it without the service."""
    await till_for(caller, "till.export", till_id, deps)
    with ExitStack() as opened:
        file = opened.enter_context(spool_file(deps))
        facts = await export_till(ExportTill(till_id, first_on, last_on, file), deps)
        kept = opened.pop_all()
    headers = {"Content-Disposition": f'attachment; filename="{facts.file_name}"'}
    return StreamingResponse(_chunks(kept, file), media_type="application/zip", headers=headers)


@router.get("/v1/legal-entities/{siren}/e-reporting", summary="Sales to private customers by day and rate (INV-11)")
async def e_reporting(siren: Siren, first_on: From, last_on: To, deps: Use, caller: Caller) -> EReportingOut:
    """Of closed days (accountant, officer)."""
    allow(caller, "e_reporting.read", deps)
    return EReportingOut.of(siren, await read_e_reporting(ReadEReporting(siren, first_on, last_on), deps))


def _chunks(kept: ExitStack, file: IO[bytes]) -> Iterator[bytes]:
    """Piece by piece; the file is gone afterwards."""
    with kept:
        file.seek(0)
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
