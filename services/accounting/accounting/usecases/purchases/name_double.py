"""Which purchase has the reference, or the file, that another one was to get."""

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


async def name_double(purchase: Purchase, error: DuplicateError, deps: Deps) -> ConflictError:
    """The error that says so. What was no double of a purchase is raised as it is."""
    if purchase.received_key is not None:
        known = await deps.purchases.find_one({"received_key": purchase.received_key})
        if known is not None:
            return ConflictError("purchase-received", f"this very file was received already: purchase {known.id}")
    known = await deps.purchases.find_one({"identity": purchase.identity}) if purchase.identity else None
    if known is None:
        raise error
    what = f"{purchase.supplier_reference} of {purchase.supplier_name}"
    return ConflictError("purchase-recorded", f"{what} is recorded already: purchase {known.id}")
