"""Refuse a file that was taken in before and still stands."""

from accounting.deps import Deps
from accounting.domain.purchase import received_key
from essaim.kit.errors import ConflictError


async def refuse_received(siren: str, sha256: str, deps: Deps) -> None:
    """ConflictError that names the purchase."""
    known = await deps.purchases.find_one({"received_key": received_key(siren, sha256)})
    if known is not None:
        raise ConflictError("purchase-received", f"this very file was received already: purchase {known.id}")
