"""Somebody says that a purchase is not to be paid (litige)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import dispute
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DisputePurchase:
    """This one, and why."""

    purchase_id: str
    reason: str


async def dispute_purchase(
    command: DisputePurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, in dispute."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(dispute(one, command.reason, deps.clock.today(), at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
