"""A purchase is handed to whoever approves it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import submit
from accounting.usecases.purchases.check_purchase import check_purchase
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitPurchase:
    """This one, with a word if so. ``receipt_required``: not without the supplier's paper."""

    purchase_id: str
    comment: str = ""
    receipt_required: bool = True


async def submit_purchase(
    command: SubmitPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, SUBMITTED."""
    draft = (await deps.purchases.get(command.purchase_id)).state
    await check_purchase(draft, (await deps.activities.get(draft.activity_id)).state, deps)
    at = deps.clock.now()

    def decide(one: Purchase) -> Change[Purchase]:
        required = command.receipt_required
        return Change(submit(one, at, cause.actor, command.comment, receipt_required=required))

    return await deps.purchases.change(command.purchase_id, decide, cause, expected_version=expected_version)
