"""Say something about a purchase, to oneself and the accountant, or to the team."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Visibility
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import comment_on
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CommentPurchase:
    """What is said, and who may read it."""

    purchase_id: str
    comment: str
    visibility: Visibility = Visibility.TEAM


async def comment_purchase(command: CommentPurchase, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The purchase with one more line in its history."""
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(comment_on(one, command.comment, command.visibility, at, cause.actor)),
        cause,
    )
