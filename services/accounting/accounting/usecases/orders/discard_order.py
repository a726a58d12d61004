"""Put away a draft order that nobody wants any more."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import discard
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DiscardOrder:
    """This one."""

    order_id: str


async def discard_order(
    command: DiscardOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, DISCARDED."""
    at = deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(discard(one, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
