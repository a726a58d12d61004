"""What was ordered came, or a part of it."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.purchasing.order import Reception, SupplierOrder
from accounting.domain.purchasing.order_life import receive
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveOrder:
    """On a day, a quantity for each line; without quantities all that is left."""

    order_id: str
    received_on: date
    quantities: tuple[str, ...] = ()
    comment: str = ""


async def receive_order(
    command: ReceiveOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, PARTLY_RECEIVED or RECEIVED."""
    today, at = deps.clock.today(), deps.clock.now()
    id_ = cause.new_id("reception")

    def decide(one: SupplierOrder) -> Change[SupplierOrder]:
        quantities = command.quantities or one.quantities_left
        reception = Reception(id_, command.received_on, quantities, command.comment)
        return Change(receive(one, reception, today, at, cause.actor))

    return await deps.supplier_orders.change(command.order_id, decide, cause, expected_version=expected_version)
