"""The bank executed an order: by its statement, or by what somebody says."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.payments.order import PaymentOrder
from accounting.domain.payments.order_life import execute
from accounting.usecases.payments.complete_payment_order import CompletePaymentOrder, complete_payment_order
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ExecutePaymentOrder:
    """On which day, and by which movement of the bank if one says so."""

    order_id: str
    executed_on: date
    movement_id: str | None = None


async def execute_payment_order(
    command: ExecutePaymentOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[PaymentOrder]:
    """The order, EXECUTED, with every payment in its document and in the books. A crash in between is mended by a job."""
    today = deps.clock.today()
    await deps.payment_orders.change(
        command.order_id,
        lambda one: Change(execute(one, command.executed_on, today, command.movement_id)),
        cause,
        expected_version=expected_version,
        effect="executed",
    )
    return await complete_payment_order(CompletePaymentOrder(command.order_id), deps, cause)
