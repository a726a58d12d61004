"""Internal invoices: proposed by the group that worked, decided by the group that got it."""

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.domain.internal_invoice import InternalInvoice
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.internal_invoices import InternalInvoiceIn, InternalInvoiceOut, WordsIn
from accounting.usecases.internal_invoices.accept_internal_invoice import (
    AcceptInternalInvoice,
    accept_internal_invoice,
)
from accounting.usecases.internal_invoices.propose_internal_invoice import (
    ProposeInternalInvoice,
    propose_internal_invoice,
)
from accounting.usecases.internal_invoices.refuse_internal_invoice import (
    RefuseInternalInvoice,
    refuse_internal_invoice,
)
from accounting.usecases.internal_invoices.withdraw_internal_invoice import (
    WithdrawInternalInvoice,
    withdraw_internal_invoice,
)
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/internal-invoices", tags=["internal invoices"])


@router.post("", status_code=201, summary="Invoice another activity of the same legal entity")
async def propose(
    body: InternalInvoiceIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> InternalInvoiceOut:
    """PROPOSED: without VAT, and in no books before the other group agrees (PCG 1211-18)."""
    await activity_for(caller, "internal_invoice.propose", body.seller_activity_id, deps)
    command = ProposeInternalInvoice(body.seller_activity_id, body.buyer_activity_id, body.title, body.to_lines())
    return _out(await propose_internal_invoice(command, deps, cause), response)


@router.get("", summary="Internal invoices that a group made, or got")
async def list_internal_invoices(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None, bought: bool = False
) -> PageOut[InternalInvoiceOut]:
    """Those that the caller may read, by the selling group, or with ``bought`` by the buying one."""
    where = dict(limited(caller, "internal_invoice.read", deps.settings.partner, group_id))
    if "group_id" in where:
        where["buyer_group_id" if bought else "seller_group_id"] = where.pop("group_id")
    order = (Order("created_at"),)
    found = await deps.internal_invoices.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[InternalInvoiceOut.of(one) for one in found.items], next=found.next)


@router.get("/{invoice_id}", summary="One internal invoice")
async def read(invoice_id: Id, deps: Use, caller: Caller, response: Response) -> InternalInvoiceOut:
    """Seen by both groups."""
    stored = await deps.internal_invoices.get(invoice_id)
    _allow_either(caller, "internal_invoice.read", deps, stored.state)
    return _out(stored, response)


@router.post("/{invoice_id}/acceptance", summary="Agree to it (the buying group, the accountant)")
async def accept(
    invoice_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InternalInvoiceOut:
    """ACCEPTED: numbered, and posted on both sides at once."""
    invoice = (await deps.internal_invoices.get(invoice_id)).state
    allow(caller, "internal_invoice.decide", deps, invoice.buyer_group_id)
    command = AcceptInternalInvoice(invoice_id)
    return _out(await accept_internal_invoice(command, deps, cause, expected_version=expected), response)


@router.post("/{invoice_id}/refusal", summary="Do not agree (the buying group, the accountant)")
async def refuse(
    invoice_id: Id, body: WordsIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InternalInvoiceOut:
    """REFUSED, with the reason."""
    invoice = (await deps.internal_invoices.get(invoice_id)).state
    allow(caller, "internal_invoice.decide", deps, invoice.buyer_group_id)
    command = RefuseInternalInvoice(invoice_id, body.comment or "")
    return _out(await refuse_internal_invoice(command, deps, cause, expected_version=expected), response)


@router.post("/{invoice_id}/withdrawal", summary="Take it back (the selling group)")
async def withdraw(
    invoice_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InternalInvoiceOut:
    """WITHDRAWN, as long as nobody decided."""
    invoice = (await deps.internal_invoices.get(invoice_id)).state
    allow(caller, "internal_invoice.propose", deps, invoice.seller_group_id)
    command = WithdrawInternalInvoice(invoice_id)
    return _out(await withdraw_internal_invoice(command, deps, cause, expected_version=expected), response)


def _allow_either(caller: Principal, action: str, deps: Deps, invoice: InternalInvoice) -> None:
    """Return when the caller may do it for one of both groups."""
    try:
        allow(caller, action, deps, invoice.seller_group_id)
    except NotFoundError:
        allow(caller, action, deps, invoice.buyer_group_id)


def _out(stored: Stored[InternalInvoice], response: Response) -> InternalInvoiceOut:
    response.headers["ETag"] = stored.etag
    return InternalInvoiceOut.of(stored)
