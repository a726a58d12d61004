"""An approved order is cancelled before anything came of it; its number stays its own."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchasing.comparing import GONE
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import cancel
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class CancelOrder:
    """This one, and why."""

    order_id: str
    reason: str


async def cancel_order(
    command: CancelOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, CANCELLED. RefusedError while a purchase is for it."""
    for one in await deps.purchases.all({"order_id": command.order_id}):
        if one.state.status not in GONE:
            raise RefusedError("order-invoiced", f"the purchase {one.id} is for this order: discard or cancel it first")
    at = deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(cancel(one, command.reason, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
