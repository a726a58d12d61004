"""A file is taken off a draft purchase."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.editing import remove_file
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DetachFromPurchase:
    """Which file, by its hash."""

    purchase_id: str
    sha256: str


async def detach_from_purchase(command: DetachFromPurchase, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The purchase without it; RuleError from the submission on."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id, lambda one: Change(remove_file(one, command.sha256, at, cause.actor)), cause
    )
