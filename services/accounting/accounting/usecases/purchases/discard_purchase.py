"""Put away a draft that nobody wants any more; its reference and its file may come again."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import discard
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DiscardPurchase:
    """This one."""

    purchase_id: str


async def discard_purchase(
    command: DiscardPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, DISCARDED."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(discard(one, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
