"""A recorded purchase that nobody paid is taken out of the books by a counter-entry, never edited (ACC-03)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.deciding import cancel
from accounting.usecases.purchases.cancelled_event import cancelled_event
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class CancelPurchase:
    """This one, and why."""

    purchase_id: str
    reason: str


async def cancel_purchase(
    command: CancelPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, CANCELLED; its event posts the counter-entry and takes it out of the contribution.

    RefusedError while a credit note that refers to it stands.
    """
    for one in await deps.purchases.all({"original_id": command.purchase_id}):
        if one.state.recorded_on is not None and one.state.cancellation is None:
            raise RefusedError("purchase-credited", f"the credit note {one.id} is about it: cancel that one first")
    today, at = deps.clock.today(), deps.clock.now()

    def decide(one: Purchase) -> Change[Purchase] | None:
        cancelled = cancel(one, command.reason, today, at, cause.actor)
        if cancelled is one or cancelled.cancellation is None:
            return None
        return Change(cancelled, (cancelled_event(command.purchase_id, cancelled, cancelled.cancellation),))

    return await deps.purchases.change(command.purchase_id, decide, cause, expected_version=expected_version)
