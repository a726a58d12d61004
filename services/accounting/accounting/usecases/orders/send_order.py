"""An approved order was sent to its supplier."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import send
from accounting.usecases.orders.number_order import NumberOrder, number_order
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SendOrder:
    """This one, on a day."""

    order_id: str
    sent_on: date


async def send_order(
    command: SendOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, SENT."""
    if (await deps.supplier_orders.get(command.order_id)).state.to_number:
        await number_order(NumberOrder(command.order_id), deps, cause)
    today, at = deps.clock.today(), deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(send(one, command.sent_on, today, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
