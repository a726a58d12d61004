"""What can be paid, and payment orders: made, approved, and as a file or on paper."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.deps import Deps
from accounting.documents.payments.order_pdf import render_order
from accounting.documents.payments.pain001 import Version
from accounting.domain.payments.order import OrderStatus, PaymentOrder
from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.payment_orders import (
    PayableOut,
    PayablesOut,
    PaymentOrderIn,
    PaymentOrderOut,
    PaymentOrderSummary,
)
from accounting.usecases.payments.draft_payment_order import draft_payment_order
from accounting.usecases.payments.find_payables import FindPayables, find_payables
from accounting.usecases.payments.write_payment_file import WritePaymentFile, write_payment_file
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal, Resource
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["payment orders"])


@router.get("/v1/legal-entities/{siren}/payables", summary="What can be paid now (accountant, officer)")
async def read_payables(
    siren: Siren,
    deps: Use,
    caller: Caller,
    due_until: Annotated[date | None, Query(description="What is due by then, and what has no due day")] = None,
) -> PayablesOut:
    """Purchases, what members had paid of them, expense sheets and shares; each with the reason why it cannot be paid, if so."""
    allow(caller, "payment_order.read", deps)
    found = await find_payables(FindPayables(siren), deps)
    due = [one for one in found if due_until is None or one.due_on is None or one.due_on <= due_until]
    whole = sees_ibans(caller, deps)
    total = sum(one.left_cents for one in due if one.obstacle is None)
    return PayablesOut(items=[PayableOut.of(one, whole=whole) for one in due], total=total)


@router.post("/v1/legal-entities/{siren}/payment-orders", status_code=201, summary="Make a payment order (accountant)")
async def draft(
    siren: Siren, body: PaymentOrderIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> PaymentOrderOut:
    """DRAFT. A document is in one living order only; its beneficiary's IBAN has to be confirmed."""
    allow(caller, "payment_order.write", deps)
    # The answer may be kept for a repetition of the request: it names no account.
    return shown(await draft_payment_order(body.to_command(siren), deps, cause), response, whole=False)


@router.get("/v1/legal-entities/{siren}/payment-orders", summary="Payment orders, newest first (accountant, officer)")
async def list_orders(
    siren: Siren, deps: Use, caller: Caller, page: PageQuery, status: OrderStatus | None = None
) -> PageOut[PaymentOrderSummary]:
    """Without their items."""
    allow(caller, "payment_order.read", deps)
    where: Where = {"siren": siren} if status is None else {"siren": siren, "status": status.value}
    order = (Order("created_at", descending=True),)
    found = await deps.payment_orders.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    whole = sees_ibans(caller, deps)
    items = [PaymentOrderSummary(**PaymentOrderSummary.fields_of(one, whole=whole)) for one in found.items]
    return PageOut(items=items, next=found.next)


@router.get("/v1/payment-orders/{order_id}", summary="One payment order (accountant, officer)")
async def read(order_id: Id, deps: Use, caller: Caller, response: Response) -> PaymentOrderOut:
    """With its items."""
    allow(caller, "payment_order.read", deps)
    return shown(await deps.payment_orders.get(order_id), response, whole=sees_ibans(caller, deps))


@router.get(
    "/v1/payment-orders/{order_id}/pain001",
    summary="The file for the bank (accountant)",
    responses={200: {"content": {"application/xml": {}}}},
    response_class=Response,
)
async def read_file(
    order_id: Id,
    deps: Use,
    caller: Caller,
    version: Annotated[Version, Query(description="09, or 03 for a bank that asks for it")] = Version.V09,
) -> Response:
    """Once it is approved: the same bytes each time, those whose hash the approval has kept."""
    allow(caller, "payment_order.write", deps)
    content = await write_payment_file(WritePaymentFile(order_id, version), deps)
    reference = (await deps.payment_orders.get(order_id)).state.reference
    headers = {"Content-Disposition": f'attachment; filename="{reference}_pain.001.001.{version.value}.xml"'}
    return Response(content, media_type="application/xml", headers=headers)


@router.get(
    "/v1/payment-orders/{order_id}/pdf",
    summary="The order on paper (accountant, officer)",
    responses={200: {"content": {"application/pdf": {}}}},
    response_class=Response,
)
async def read_pdf(order_id: Id, deps: Use, caller: Caller) -> Response:
    """For whoever signs at the bank: masked IBANs, amounts, references, and the hash of the file."""
    allow(caller, "payment_order.read", deps)
    order = (await deps.payment_orders.get(order_id)).state
    headers = {"Content-Disposition": f'inline; filename="{order.reference}.pdf"'}
    content = await deps.aside.run(render_order, order_id, order)
    return Response(content, media_type="application/pdf", headers=headers)


def sees_ibans(caller: Principal, deps: Deps) -> bool:
    """Whether whole IBANs are shown."""
    return POLICY.visible(caller, "payment_order.write").sees(Resource(partner=deps.settings.partner))


def shown(stored: Stored[PaymentOrder], response: Response, *, whole: bool) -> PaymentOrderOut:
    """The order with its version."""
    response.headers["ETag"] = stored.etag
    return PaymentOrderOut.of(stored, whole=whole)
