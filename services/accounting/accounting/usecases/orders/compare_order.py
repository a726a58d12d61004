"""An order against all the purchases that are for it."""

from accounting.deps import Deps
from accounting.domain.purchasing.comparing import Comparison, compare


async def compare_order(order_id: str, deps: Deps) -> Comparison:
    """What was ordered, what came, what is invoiced; drafts included, so that differences show before the approval."""
    order = (await deps.supplier_orders.get(order_id)).state
    found = await deps.purchases.all({"order_id": order_id})
    return compare(order, {one.id: one.state for one in found})
