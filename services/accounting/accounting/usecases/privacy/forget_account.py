"""Where a person was paid goes: their bank details, and the copies in payment orders that the bank never got (GDPR-02)."""

from accounting.deps import Deps
from accounting.domain.payments.order import OrderStatus
from accounting.domain.privacy.forgetting import no_details, without_account
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.port import In

_NEVER_SENT = In((OrderStatus.PREPARING.value, OrderStatus.DRAFT.value, OrderStatus.CANCELLED.value))


async def forget_account(person_id: str, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. All such orders are looked at: an order has no index by beneficiary, and people are erased seldom."""
    await deps.bank_details.put(person_id, lambda known: None if known is None else Change(no_details(known)), cause)
    party = f"person:{person_id}"
    async for documents in deps.payment_orders.scan({"status": _NEVER_SENT}):
        for document in documents:
            if any(one["party"] == party for one in document["state"]["items"]):
                await deps.payment_orders.change(
                    document["id"], lambda order: Change(without_account(order, party)), cause
                )
