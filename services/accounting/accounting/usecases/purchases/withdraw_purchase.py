"""A group takes back a purchase that nobody has decided on."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import withdraw
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawPurchase:
    """This one."""

    purchase_id: str


async def withdraw_purchase(
    command: WithdrawPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, a DRAFT again."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(withdraw(one, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
