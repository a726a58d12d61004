"""Count a purchase in the contribution of every activity that bears it, or take it back when it was cancelled (CAE-09)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import recorded_day
from accounting.domain.purchasing.parts import counted_by_activity, movement_key
from accounting.usecases.contribution.contribute import Contribute, contribute
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ContributePurchase:
    """Which one; ``cancelled`` takes it back."""

    purchase_id: str
    cancelled: bool = False


async def contribute_purchase(command: ContributePurchase, deps: Deps, cause: Cause) -> None:
    """Once for each activity; repeated, nothing is counted again. The owning activity counts it under its own id."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    day = bought.cancellation.cancelled_on if command.cancelled and bought.cancellation else recorded_day(bought)
    sign = -1 if command.cancelled else 1
    for activity_id, cents in counted_by_activity(bought).items():
        key = movement_key(command.purchase_id, bought, activity_id, cancelled=command.cancelled)
        order = Contribute(
            activity_id=activity_id,
            document_id=key,
            document_ref=bought.supplier_reference,
            moved_on=day,
            purchases_cents=sign * cents,
            source_document=f"purchase:{command.purchase_id}",
        )
        await contribute(order, deps, cause)
