"""A movement of the bank executed a payment order: the sources of the entries that it paid."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.payments.order import ItemStatus
from accounting.domain.payments.payment_entries import payment_key
from accounting.usecases.payments.execute_payment_order import ExecutePaymentOrder, execute_payment_order
from accounting.usecases.payments.payment_id_of import payment_id_of
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SettleOrder:
    """Which order, which movement, and its day."""

    order_id: str
    movement_id: str
    booked_on: date


async def settle_order(command: SettleOrder, deps: Deps, cause: Cause) -> tuple[str, ...]:
    """One source for each payment that its document took. Run again, it gives the same."""
    executed = ExecutePaymentOrder(command.order_id, command.booked_on, command.movement_id)
    order = (await execute_payment_order(executed, deps, cause)).state
    return tuple(
        payment_key(item, payment_id_of(command.order_id, number))
        for number, item in enumerate(order.items, 1)
        if item.status is ItemStatus.PAID
    )
