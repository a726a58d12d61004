"""A supplier was paid."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.fiscal_year import earliest_day
from accounting.domain.purchase import Purchase, pay
from accounting.usecases.purchases.post_disbursement import PostDisbursement, post_disbursement
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PayPurchase:
    """Paid in full on this day."""

    purchase_id: str
    paid_on: date


async def pay_purchase(
    command: PayPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, PAID, and its bank entry posted. A crash before the entry is mended by a job."""
    entity = (await deps.legal_entities.get((await deps.purchases.get(command.purchase_id)).state.siren)).state
    today = deps.clock.today()
    earliest = earliest_day(today, entity.fiscal_year_start_month)
    await deps.purchases.change(
        command.purchase_id,
        lambda one: Change(pay(one, command.paid_on, today, earliest)),
        cause,
        expected_version=expected_version,
    )
    await post_disbursement(PostDisbursement(command.purchase_id), deps, cause)
    return await deps.purchases.get(command.purchase_id)
