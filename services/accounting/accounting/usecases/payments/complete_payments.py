"""Complete the payment orders and slips that a crash left half done: documents to reserve, payments and returns to record."""

import logging

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.payments.order import OrderStatus
from accounting.usecases.payments.complete_payment_order import CompletePaymentOrder, complete_payment_order
from accounting.usecases.payments.post_remittance import PostRemittance, post_remittance
from accounting.usecases.payments.reserve_order import ReserveOrder, reserve_order
from accounting.usecases.payments.reserve_remittance import ReserveRemittance, reserve_remittance
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import ConflictError

log = logging.getLogger(__name__)


async def complete_payments(deps: Deps) -> None:
    """What is marked is completed; what somebody else was faster with is cancelled, and says so."""
    cause = fresh_cause("complete-payments")
    for order in await deps.payment_orders.all({"to_complete": True}):
        try:
            if order.state.status is OrderStatus.PREPARING:
                await reserve_order(ReserveOrder(order.id), deps, cause)
            else:
                await complete_payment_order(CompletePaymentOrder(order.id), deps, cause)
        except (ConflictError, DomainError) as error:
            log.warning("the payment order %s is not complete: %s", order.id, error.slug)
    for slip in await deps.remittances.all({"to_complete": True}):
        try:
            await reserve_remittance(ReserveRemittance(slip.id), deps, cause)
            await post_remittance(PostRemittance(slip.id), deps, cause)
        except (ConflictError, DomainError) as error:
            log.warning("the slip %s is not complete: %s", slip.id, error.slug)
