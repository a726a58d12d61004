"""The approver hands a purchase back, and says what has to be changed."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import send_back
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnPurchase:
    """This one, and why."""

    purchase_id: str
    comment: str


async def return_purchase(
    command: ReturnPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, RETURNED."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(send_back(one, at, cause.actor, command.comment)),
        cause,
        expected_version=expected_version,
    )
