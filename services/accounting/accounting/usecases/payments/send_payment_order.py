"""The file of an order went to the bank."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.payments.order import OrderStatus, PaymentOrder
from accounting.domain.payments.order_life import send
from accounting.usecases.payments.check_order import CheckOrder, check_order
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SendPaymentOrder:
    """Which order."""

    order_id: str


async def send_payment_order(
    command: SendPaymentOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[PaymentOrder]:
    """The order, SENT. RuleError when something is no longer as it was approved."""
    known = (await deps.payment_orders.get(command.order_id)).state
    today = deps.clock.today()
    send(known, cause.actor, today)
    if known.status is OrderStatus.APPROVED:
        await check_order(CheckOrder(known), deps)
    return await deps.payment_orders.change(
        command.order_id, lambda one: Change(send(one, cause.actor, today)), cause, expected_version=expected_version
    )
