"""What others hear of a cancelled purchase: the amounts that it had."""

from accounting.domain.purchase import Cancellation, Purchase
from essaim.contracts.accounting import PurchaseCancelled


def cancelled_event(purchase_id: str, purchase: Purchase, cancellation: Cancellation) -> PurchaseCancelled:
    """A counter-entry takes it out of the books."""
    return PurchaseCancelled(
        purchase_id=purchase_id,
        activity_id=purchase.activity_id,
        group_id=purchase.group_id,
        cancelled_on=cancellation.cancelled_on,
        total_excluding_vat=purchase.sign * purchase.total_excluding_vat_cents,
        vat=purchase.sign * purchase.vat_cents,
    )
