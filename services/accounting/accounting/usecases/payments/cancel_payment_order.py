"""A payment order is given up before the bank executes it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.payments.order import PaymentOrder
from accounting.domain.payments.order_life import cancel
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CancelPaymentOrder:
    """Which order, and why."""

    order_id: str
    reason: str


async def cancel_payment_order(
    command: CancelPaymentOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[PaymentOrder]:
    """The order, CANCELLED; its documents are free for another one."""
    return await deps.payment_orders.change(
        command.order_id, lambda one: Change(cancel(one, command.reason)), cause, expected_version=expected_version
    )
