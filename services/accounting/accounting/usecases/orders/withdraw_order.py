"""A group takes back an order that nobody has decided on."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import withdraw
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawOrder:
    """This one."""

    order_id: str


async def withdraw_order(
    command: WithdrawOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, a DRAFT again."""
    at = deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(withdraw(one, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
