"""The next number of the year for an approved order; taken up by a job where a crash came between."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchasing.order import SupplierOrder, order_number
from accounting.domain.purchasing.order_life import with_number
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class NumberOrder:
    """This one."""

    order_id: str


async def number_order(command: NumberOrder, deps: Deps, cause: Cause) -> Stored[SupplierOrder]:
    """The order with its number, which no other one has and which leaves no gap: it is reserved after the approval."""
    stored = await deps.supplier_orders.get(command.order_id)
    order = stored.state
    if order.number is not None or order.approved_on is None:
        return stored
    year = order.approved_on.year
    series = f"supplier-orders:{order.siren}:{year}"
    reserved = await deps.numbers.reserve(series, f"supplier-order:{command.order_id}")
    number = order_number(year, reserved.number)
    return await deps.supplier_orders.change(
        command.order_id, lambda one: Change(with_number(one, number)), cause, effect="number"
    )
