"""A dispute with a supplier is settled: the purchase is good to be paid again."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing import deciding
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SettleDispute:
    """Of this purchase, with a word if so."""

    purchase_id: str
    comment: str = ""


async def settle_dispute(
    command: SettleDispute, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, out of dispute."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(deciding.settle_dispute(one, at, cause.actor, command.comment)),
        cause,
        expected_version=expected_version,
    )
