"""Recurring invoices: the same sale every month, quarter or year."""

from fastapi import APIRouter, Response

from accounting.domain.recurring import RecurringStatus
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.recurring_invoices import RecurringInvoiceIn, RecurringInvoiceOut
from accounting.usecases.recurring_invoices.begin_recurring_invoice import (
    BeginRecurringInvoice,
    begin_recurring_invoice,
)
from accounting.usecases.recurring_invoices.set_recurring_status import SetRecurringStatus, set_recurring_status
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/recurring-invoices", tags=["recurring invoices"])


@router.post("", status_code=201, summary="Begin to invoice the same again and again")
async def begin(
    body: RecurringInvoiceIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> RecurringInvoiceOut:
    """A draft is made on each day; what goes out is still approved by a person."""
    await activity_for(caller, "invoice.draft", body.activity_id, deps)
    command = BeginRecurringInvoice(
        body.activity_id, body.to_content(), body.every, body.first_on, body.last_on, body.submits
    )
    stored = await begin_recurring_invoice(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return RecurringInvoiceOut.of(stored)


@router.get("", summary="Recurring invoices, oldest first")
async def list_recurring(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None
) -> PageOut[RecurringInvoiceOut]:
    """Those that the caller may read."""
    where = limited(caller, "invoice.read", deps.settings.partner, group_id)
    order = (Order("created_at"),)
    found = await deps.recurring_invoices.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[RecurringInvoiceOut.of(one) for one in found.items], next=found.next)


@router.get("/{recurring_id}", summary="One recurring invoice")
async def read(recurring_id: Id, deps: Use, caller: Caller, response: Response) -> RecurringInvoiceOut:
    """With the drafts that it made, and what stands in the way of the next one."""
    stored = await deps.recurring_invoices.get(recurring_id)
    allow(caller, "invoice.read", deps, stored.state.group_id)
    response.headers["ETag"] = stored.etag
    return RecurringInvoiceOut.of(stored)


@router.put("/{recurring_id}/status/{status}", summary="Pause it, take it up again, or end it")
async def set_status(
    recurring_id: Id, status: RecurringStatus, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch
) -> RecurringInvoiceOut:
    """What was drafted stays. What ended is not taken up again."""
    allow(caller, "invoice.edit", deps, (await deps.recurring_invoices.get(recurring_id)).state.group_id)
    command = SetRecurringStatus(recurring_id, status)
    return RecurringInvoiceOut.of(await set_recurring_status(command, deps, cause, expected_version=expected))
