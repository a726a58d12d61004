"""Orders to suppliers (bons de commande): written, read, printed, turned into purchases."""

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.documents.purchases.order_pdf import render_order
from accounting.domain.purchasing.order import OrderStatus, SupplierOrder
from accounting.domain.purchasing.order_sheet import order_sheet
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.purchases import shown as shown_purchase
from accounting.http.schemas.purchases_shown import ComparisonOut, PurchaseOut
from accounting.http.schemas.supplier_orders import OrderEdit, OrderIn, OrderOut, OrderPurchaseIn
from accounting.usecases.orders.compare_order import compare_order
from accounting.usecases.orders.discard_order import DiscardOrder, discard_order
from accounting.usecases.orders.draft_order import DraftOrder, draft_order
from accounting.usecases.orders.edit_order import EditOrder, edit_order
from accounting.usecases.orders.find_order_parties import find_order_parties
from accounting.usecases.orders.invoice_from_order import InvoiceFromOrder, invoice_from_order
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Condition, Order

router = APIRouter(prefix="/v1/supplier-orders", tags=["supplier orders"])


@router.post("", status_code=201, summary="A new draft (student of the group, accountant)")
async def create(body: OrderIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> OrderOut:
    """DRAFT, without a number."""
    await activity_for(caller, "order.draft", body.activity_id, deps)
    return shown(await draft_order(DraftOrder(body.activity_id, body.to_content()), deps, cause), response)


@router.get("", summary="Orders, oldest first")
async def list_orders(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    group_id: Id | None = None,
    siren: Siren | None = None,
    status: OrderStatus | None = None,
) -> PageOut[OrderOut]:
    """Those that the caller may read."""
    asked = {"siren": siren, "status": status.value if status else None}
    where: dict[str, Condition] = {name: value for name, value in asked.items() if value is not None}
    where |= limited(caller, "order.read", deps.settings.partner, group_id)
    order = (Order("created_at"),)
    found = await deps.supplier_orders.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[OrderOut.of(one) for one in found.items], next=found.next)


@router.get("/{order_id}", summary="One order")
async def read(order_id: Id, deps: Use, caller: Caller, response: Response) -> OrderOut:
    """With what came and what is invoiced."""
    return shown(await order_for(caller, "order.read", order_id, deps), response)


@router.put("/{order_id}", summary="Change a draft")
async def edit(
    order_id: Id, body: OrderEdit, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """Refused from the submission on."""
    await order_for(caller, "order.draft", order_id, deps)
    command = EditOrder(order_id, body.to_content())
    return shown(await edit_order(command, deps, cause, expected_version=expected), response)


@router.delete("/{order_id}", summary="Put away a draft")
async def discard(
    order_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """DISCARDED. What was approved is cancelled instead."""
    await order_for(caller, "order.draft", order_id, deps)
    return shown(await discard_order(DiscardOrder(order_id), deps, cause, expected_version=expected), response)


@router.post("/{order_id}/purchase", status_code=201, summary="The supplier invoices it (student, accountant)")
async def invoice(
    order_id: Id, body: OrderPurchaseIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> PurchaseOut:
    """A purchase in DRAFT with the lines of the order that are left to invoice, to be compared with the paper."""
    stored = await order_for(caller, "order.read", order_id, deps)
    allow(caller, "purchase.draft", deps, stored.state.group_id)
    command = InvoiceFromOrder(
        order_id, body.supplier_reference, body.invoiced_on, body.due_on, received_only=body.received_only
    )
    return shown_purchase(await invoice_from_order(command, deps, cause), response)


@router.get("/{order_id}/comparison", summary="The order against what is invoiced for it")
async def read_comparison(order_id: Id, deps: Use, caller: Caller) -> ComparisonOut:
    """Differences of quantity and amount, line by line; drafts of purchases included."""
    await order_for(caller, "order.read", order_id, deps)
    return ComparisonOut.of(await compare_order(order_id, deps))


@router.get("/{order_id}/pdf", summary="The order as the supplier gets it", response_class=Response)
async def print_order(order_id: Id, deps: Use, caller: Caller) -> Response:
    """A draft says on every page that it is none. The R127-3 mention is on it (CAPE-05)."""
    order = (await order_for(caller, "order.read", order_id, deps)).state
    sheet = order_sheet(order, await find_order_parties(order, deps))
    name = f"{order.number or 'projet'}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(await deps.aside.run(render_order, sheet), media_type="application/pdf", headers=headers)


async def order_for(caller: Principal, action: str, order_id: str, deps: Deps) -> Stored[SupplierOrder]:
    """The order, when the caller may do this with it."""
    stored = await deps.supplier_orders.get(order_id)
    allow(caller, action, deps, stored.state.group_id)
    return stored


def shown(stored: Stored[SupplierOrder], response: Response) -> OrderOut:
    """The answer, with its version."""
    response.headers["ETag"] = stored.etag
    return OrderOut.of(stored)
