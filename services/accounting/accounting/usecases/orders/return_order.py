"""The approver hands an order back, and says what has to be changed."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import send_back
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnOrder:
    """This one, and why."""

    order_id: str
    comment: str


async def return_order(
    command: ReturnOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, RETURNED."""
    at = deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(send_back(one, at, cause.actor, command.comment)),
        cause,
        expected_version=expected_version,
    )
