"""Purchases: written and corrected as drafts by the group, recorded in one step by the accountant, paid."""

from collections.abc import Iterable

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.domain.purchase import ActivityPart, Purchase, PurchaseStatus
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.purchases import PaymentIn, PurchaseDraftIn, PurchaseEdit, PurchaseIn, PurchasePaymentIn
from accounting.http.schemas.purchases_shown import ComparisonOut, PurchaseOut
from accounting.usecases.orders.compare_order import compare_order
from accounting.usecases.purchases.discard_purchase import DiscardPurchase, discard_purchase
from accounting.usecases.purchases.draft_purchase import DraftPurchase, draft_purchase
from accounting.usecases.purchases.edit_purchase import EditPurchase, edit_purchase
from accounting.usecases.purchases.pay_purchase import PayPurchase, pay_purchase
from accounting.usecases.purchases.record_purchase import RecordPurchase, record_purchase
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Condition, Order

router = APIRouter(prefix="/v1/purchases", tags=["purchases"])


@router.post("", status_code=201, summary="Record a supplier's invoice of one line (accountant)")
async def record(body: PurchaseIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> PurchaseOut:
    """RECORDED in one step. The same reference of a supplier is recorded once."""
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
    return shown(await record_purchase(command, deps, cause), response)


@router.post("/drafts", status_code=201, summary="Write down a supplier's invoice or credit note (student, accountant)")
async def draft(body: PurchaseDraftIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> PurchaseOut:
    """DRAFT, with lines: shared with a member who paid a part, or with other activities of the legal entity."""
    await activity_for(caller, "purchase.draft", body.activity_id, deps)
    content = body.to_content()
    await _allow_shared(caller, content.shared_with, deps)
    command = DraftPurchase(body.activity_id, content, body.supplier_id, body.supplier_name)
    return shown(await draft_purchase(command, deps, cause), response)


@router.get("", summary="Purchases, oldest first")
async def list_purchases(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    group_id: Id | None = None,
    siren: Siren | None = None,
    status: PurchaseStatus | None = None,
    supplier_id: Id | None = None,
) -> PageOut[PurchaseOut]:
    """Those that the caller may read."""
    asked = {"siren": siren, "status": status.value if status else None, "supplier_id": supplier_id}
    where: dict[str, Condition] = {name: value for name, value in asked.items() if value is not None}
    where |= limited(caller, "purchase.read", deps.settings.partner, group_id)
    found = await deps.purchases.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[PurchaseOut.of(one) for one in found.items], next=found.next)


@router.get("/{purchase_id}", summary="One purchase")
async def read(purchase_id: Id, deps: Use, caller: Caller, response: Response) -> PurchaseOut:
    """With its state, its parts and what was paid."""
    return shown(await purchase_for(caller, "purchase.read", purchase_id, deps), response)


@router.put("/{purchase_id}", summary="Change a draft")
async def edit(
    purchase_id: Id,
    body: PurchaseEdit,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PurchaseOut:
    """The whole content. Refused from the submission on (ACC-03)."""
    await purchase_for(caller, "purchase.draft", purchase_id, deps)
    content = body.to_content()
    await _allow_shared(caller, content.shared_with, deps)
    command = EditPurchase(purchase_id, content, body.supplier_id, body.supplier_name)
    return shown(await edit_purchase(command, deps, cause, expected_version=expected), response)


@router.delete("/{purchase_id}", summary="Put away a draft")
async def discard(
    purchase_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> PurchaseOut:
    """DISCARDED: its reference and its file may come again. What is in the books is cancelled by a counter-entry instead."""
    await purchase_for(caller, "purchase.draft", purchase_id, deps)
    return shown(await discard_purchase(DiscardPurchase(purchase_id), deps, cause, expected_version=expected), response)


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
    """All that is left for the supplier."""
    await purchase_for(caller, "purchase.pay", purchase_id, deps)
    command = PayPurchase(purchase_id, body.paid_on)
    return shown(await pay_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/payments", status_code=201, summary="The supplier or the member was paid (accountant)")
async def pay_part(
    purchase_id: Id,
    body: PaymentIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PurchaseOut:
    """PARTIALLY_PAID, or PAID when nothing is left for either. Never more than is due; of a credit note, what came back."""
    await purchase_for(caller, "purchase.pay", purchase_id, deps)
    command = PayPurchase(purchase_id, body.paid_on, body.amount, body.payment_id, body.to.value)
    return shown(await pay_purchase(command, deps, cause, expected_version=expected), response)


@router.get("/{purchase_id}/order-comparison", summary="The order of a purchase against what is invoiced for it")
async def read_comparison(purchase_id: Id, deps: Use, caller: Caller) -> ComparisonOut:
    """Differences of quantity and amount, line by line. 404 for a purchase without an order."""
    stored = await purchase_for(caller, "purchase.read", purchase_id, deps)
    if stored.state.order_id is None:
        raise NotFoundError("no-order", "this purchase is for no order")
    return ComparisonOut.of(await compare_order(stored.state.order_id, deps))


async def purchase_for(caller: Principal, action: str, purchase_id: str, deps: Deps) -> Stored[Purchase]:
    """The purchase, when the caller may do this with it."""
    stored = await deps.purchases.get(purchase_id)
    allow(caller, action, deps, stored.state.group_id)
    return stored


def shown(stored: Stored[Purchase], response: Response) -> PurchaseOut:
    """The answer, with its version."""
    response.headers["ETag"] = stored.etag
    return PurchaseOut.of(stored)


async def _allow_shared(caller: Principal, parts: Iterable[ActivityPart], deps: Deps) -> None:
    """Nobody charges an activity that they may not write for."""
    for part in parts:
        await activity_for(caller, "purchase.draft", part.activity_id, deps)
