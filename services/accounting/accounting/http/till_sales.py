"""Sales of a till, their refunds and their receipts."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.documents.till.ticket_pdf import render_ticket
from accounting.documents.till.ticket_text import ticket_text
from accounting.domain.till.link import LinkKind
from accounting.http.dependencies import Use
from accounting.http.schemas.till_in import RefundIn, SaleIn
from accounting.http.schemas.till_out import DuplicateOut, TicketOut
from accounting.http.till_for import till_for
from accounting.usecases.tills.find_ticket import find_ticket
from accounting.usecases.tills.read_ticket import ReadTicket, read_ticket
from accounting.usecases.tills.record_duplicate import RecordDuplicate, record_duplicate
from accounting.usecases.tills.record_refund import RecordRefund, record_refund
from accounting.usecases.tills.record_sale import RecordSale, record_sale
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import In, Order, Where

router = APIRouter(prefix="/v1/tills/{till_id}/sales", tags=["tills"])
TICKETS = In((LinkKind.SALE.value, LinkKind.REFUND.value))


class ReceiptFormat(StrEnum):
    """How a receipt is wanted."""

    JSON = "json"
    TEXT = "text"
    PDF = "pdf"


@router.post("", status_code=201, summary="Sell (accountant, student of the group)")
async def sell(till_id: Id, body: SaleIn, deps: Use, caller: Caller, cause: CauseOf) -> TicketOut:
    """Recorded for ever. The same ``sale_id`` again gives the same sale; with other content it is a conflict."""
    await till_for(caller, "till.sell", till_id, deps)
    command = RecordSale(
        till_id,
        body.sale_id,
        tuple(one.to_domain() for one in body.lines),
        tuple(one.to_domain() for one in body.payments),
        body.sold_at,
    )
    return TicketOut.of(await record_sale(command, deps, cause))


@router.get("", summary="Sales and refunds, oldest first")
async def list_sales(
    till_id: Id,
    deps: Use,
    caller: Caller,
    page: PageQuery,
    session: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> PageOut[TicketOut]:
    """Of one session, or all."""
    await till_for(caller, "till.read", till_id, deps)
    where: Where = {"till_id": till_id, "kind": TICKETS}
    if session is not None:
        where = {**where, "session": session}
    order = (Order("sequence"),)
    found = await deps.till_records.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[TicketOut.of(one) for one in found.items], next=found.next)


@router.get("/{ticket_id}", summary="One sale or refund")
async def read(till_id: Id, ticket_id: Id, deps: Use, caller: Caller) -> TicketOut:
    """As it was recorded."""
    await till_for(caller, "till.read", till_id, deps)
    return TicketOut.of(await find_ticket(till_id, ticket_id, deps))


@router.post("/{ticket_id}/refunds", status_code=201, summary="Take a sale back (accountant, student of the group)")
async def refund(till_id: Id, ticket_id: Id, body: RefundIn, deps: Use, caller: Caller, cause: CauseOf) -> TicketOut:
    """Whole or in part, never more than was sold. The sale stays as it is."""
    await till_for(caller, "till.sell", till_id, deps)
    command = RecordRefund(
        till_id,
        ticket_id,
        body.refund_id,
        tuple(one.to_domain() for one in body.lines) if body.lines is not None else None,
        tuple(one.to_domain() for one in body.payments),
        body.reason,
    )
    return TicketOut.of(await record_refund(command, deps, cause))


@router.post("/{ticket_id}/duplicates", status_code=201, summary="Print a receipt again (accountant, student)")
async def duplicate(till_id: Id, ticket_id: Id, deps: Use, caller: Caller, cause: CauseOf) -> DuplicateOut:
    """Counted in the chain; then it is fetched with ``?duplicate=`` and its number."""
    await till_for(caller, "till.sell", till_id, deps)
    return DuplicateOut.of(await record_duplicate(RecordDuplicate(till_id, ticket_id), deps, cause))


@router.get("/{ticket_id}/receipt", summary="The receipt as people get it", response_class=Response)
async def receipt(
    till_id: Id,
    ticket_id: Id,
    deps: Use,
    caller: Caller,
    wanted: Annotated[ReceiptFormat, Query(alias="format")] = ReceiptFormat.PDF,
    number: Annotated[int, Query(alias="duplicate", ge=0, le=10_000)] = 0,
) -> Response:
    """PDF of 80 mm or text of 42 columns: the original while its session is open, a recorded duplicate after that. JSON is for
    screens."""
    await till_for(caller, "till.read", till_id, deps)
    as_data = wanted is ReceiptFormat.JSON
    sheet = await read_ticket(ReadTicket(till_id, ticket_id, number, data_only=as_data), deps)
    if as_data:
        found = TicketOut.of(await find_ticket(till_id, ticket_id, deps))
        return Response(found.model_dump_json(), media_type="application/json")
    if wanted is ReceiptFormat.TEXT:
        return Response(ticket_text(sheet), media_type="text/plain; charset=utf-8")
    content = await deps.aside.run(render_ticket, sheet)
    headers = {"Content-Disposition": f'inline; filename="{sheet.number}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
