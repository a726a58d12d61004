"""What others hear of a recorded purchase: ids, a day, an account and amounts, which are below 0 for a credit note."""

from accounting.domain.purchase import Purchase, recorded_day
from essaim.contracts.accounting import PurchaseRecorded


def recorded_event(purchase_id: str, purchase: Purchase) -> PurchaseRecorded:
    """It is in the books from now on."""
    return PurchaseRecorded(
        purchase_id=purchase_id,
        activity_id=purchase.activity_id,
        group_id=purchase.group_id,
        recorded_on=recorded_day(purchase),
        account=purchase.account,
        total_excluding_vat=purchase.sign * purchase.total_excluding_vat_cents,
        vat=purchase.sign * purchase.vat_cents,
    )
