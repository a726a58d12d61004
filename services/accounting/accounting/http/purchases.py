"""Purchases."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.documents import PurchaseIn, PurchaseOut, PurchasePaymentIn
from accounting.usecases.purchases.pay_purchase import PayPurchase, pay_purchase
from accounting.usecases.purchases.record_purchase import RecordPurchase, record_purchase
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/purchases", tags=["purchases"])


@router.post("", status_code=201, summary="Record a supplier's invoice (accountant)")
async def record(body: PurchaseIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> PurchaseOut:
    """The same reference of a supplier is recorded once."""
    await activity_for(caller, "purchase.record", body.activity_id, deps)
    command = RecordPurchase(
        activity_id=body.activity_id,
        supplier_name=body.supplier_name,
        supplier_reference=body.supplier_reference,
        invoiced_on=body.invoiced_on,
        account=body.account,
        label=body.label,
        total_excluding_vat_cents=body.total_excluding_vat,
        vat_cents=body.vat,
    )
    stored = await record_purchase(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return PurchaseOut.of(stored)


@router.get("", summary="Purchases, oldest first")
async def list_purchases(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None
) -> PageOut[PurchaseOut]:
    """Those that the caller may read."""
    where = limited(caller, "purchase.read", deps.settings.partner, group_id)
    found = await deps.purchases.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[PurchaseOut.of(one) for one in found.items], next=found.next)


@router.get("/{purchase_id}", summary="One purchase")
async def read(purchase_id: Id, deps: Use, caller: Caller, response: Response) -> PurchaseOut:
    """With its state."""
    stored = await deps.purchases.get(purchase_id)
    allow(caller, "purchase.read", deps, stored.state.group_id)
    response.headers["ETag"] = stored.etag
    return PurchaseOut.of(stored)


@router.post("/{purchase_id}/payment", summary="The supplier was paid (accountant)")
async def pay(
    purchase_id: Id,
    body: PurchasePaymentIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PurchaseOut:
    """PAID, in full."""
    allow(caller, "purchase.pay", deps, (await deps.purchases.get(purchase_id)).state.group_id)
    stored = await pay_purchase(PayPurchase(purchase_id, body.paid_on), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return PurchaseOut.of(stored)
