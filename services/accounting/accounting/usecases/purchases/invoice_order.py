"""A recorded or cancelled purchase moves the order that it is for: INVOICED when nothing is left of it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import RECORDED, PurchaseStatus
from accounting.domain.purchasing.comparing import compare
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import with_invoices
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class InvoiceOrder:
    """Of this purchase."""

    purchase_id: str


async def invoice_order(command: InvoiceOrder, deps: Deps, cause: Cause) -> None:
    """Made anew from the purchases that are in the books, so that repeating it changes nothing."""
    order_id = (await deps.purchases.get(command.purchase_id)).state.order_id
    if order_id is None:
        return
    booked = {
        one.id: one.state
        for one in await deps.purchases.all({"order_id": order_id})
        if one.state.status in RECORDED and one.state.status is not PurchaseStatus.CANCELLED
    }

    def decide(order: SupplierOrder) -> Change[SupplierOrder]:
        complete = bool(booked) and compare(order, booked).complete
        return Change(with_invoices(order, sorted(booked), complete))

    await deps.supplier_orders.change(order_id, decide, cause, effect=f"invoiced:{command.purchase_id}")
