"""Whether a draft says what can be booked: dates, lines, totals, parts, and what it refers to."""

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.errors import InputError
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.editing import check_content, check_member_of, check_original
from essaim.kit.store.errors import MissingError


async def check_purchase(purchase: Purchase, activity: Activity, deps: Deps) -> None:
    """InputError for what does not fit, with its field."""
    check_content(purchase, deps.clock.today(), deps.settings.purchase_rounding_cents)
    check_member_of(purchase, activity.person_ids)
    if purchase.original_id is None:
        return
    try:
        original = (await deps.purchases.get(purchase.original_id)).state
    except MissingError:
        accepted = f"the id of a recorded invoice of {purchase.supplier_name}"
        raise InputError("original_id", "is no purchase", accepted) from None
    others = [one.state for one in await deps.purchases.all({"original_id": purchase.original_id})]
    credited = [one for one in others if one.recorded_on is not None and one.cancellation is None]
    check_original(purchase, original, sum(one.total_including_vat_cents for one in credited))
