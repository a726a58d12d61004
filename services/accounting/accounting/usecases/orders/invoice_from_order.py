"""An order becomes the draft of the purchase that invoices it: what came, or all of it, less what is invoiced already."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.editing import PurchaseContent
from accounting.domain.purchasing.invoicing import lines_to_invoice
from accounting.domain.purchasing.order_life import check_invoiceable
from accounting.usecases.orders.compare_order import compare_order
from accounting.usecases.purchases.draft_purchase import DraftPurchase, draft_purchase
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class InvoiceFromOrder:
    """The paper's reference and day. ``received_only``: only what came."""

    order_id: str
    reference: str
    invoiced_on: date
    due_on: date | None = None
    received_only: bool = False


async def invoice_from_order(command: InvoiceFromOrder, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The purchase, a DRAFT. RuleError when nothing is left to invoice."""
    order = (await deps.supplier_orders.get(command.order_id)).state
    check_invoiceable(order)
    compared = await compare_order(command.order_id, deps)
    lines = lines_to_invoice(order, compared, received_only=command.received_only)
    if not lines:
        raise RuleError("order-invoiced", "nothing of this order is left to invoice, or nothing of it came")
    content = PurchaseContent(
        reference=command.reference,
        invoiced_on=command.invoiced_on,
        lines=lines,
        due_on=command.due_on,
        order_id=command.order_id,
    )
    drafted = DraftPurchase(
        order.activity_id, content, supplier_id=order.supplier_id, source=f"order:{command.order_id}"
    )
    return await draft_purchase(drafted, deps, cause)
