"""Number the approved orders that a crash left without a number."""

from accounting.deps import Deps
from accounting.usecases.orders.number_order import NumberOrder, number_order
from essaim.kit.cause import fresh_cause


async def number_orders(deps: Deps) -> None:
    """A number is reserved once per order, so that one in good hands is not numbered twice."""
    cause = fresh_cause("number-orders")
    for one in await deps.supplier_orders.all({"to_number": True}):
        await number_order(NumberOrder(one.id), deps, cause)
