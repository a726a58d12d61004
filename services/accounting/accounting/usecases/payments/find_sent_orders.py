"""The payment orders that the bank has, and that its statement will show."""

from accounting.deps import Deps
from accounting.domain.payments.order import OrderStatus, PaymentOrder
from essaim.kit.aggregate import Stored


async def find_sent_orders(siren: str, deps: Deps) -> list[Stored[PaymentOrder]]:
    """Those of a legal entity, with something still to leave."""
    found = await deps.payment_orders.all({"siren": siren, "status": OrderStatus.SENT.value})
    return [one for one in found if one.state.expected_cents]
