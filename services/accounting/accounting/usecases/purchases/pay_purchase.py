"""The supplier of a purchase was paid, or the member who had advanced a part of it."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.fiscal_year import earliest_day
from accounting.domain.purchase import Payee, Purchase, PurchasePayment
from accounting.domain.purchasing.parts import purchase_left_cents
from accounting.domain.purchasing.settling import check_payable, pay
from accounting.usecases.purchases.post_disbursement import PostDisbursement, post_disbursement
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PayPurchase:
    """Paid on this day: an amount, or all that is left. With a ``payment_id`` of the caller's, repeating it changes nothing."""

    purchase_id: str
    paid_on: date
    amount_cents: int | None = None
    payment_id: str | None = None
    to: str = Payee.SUPPLIER.value


async def pay_purchase(
    command: PayPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase with its payment, whose bank entry is posted. A crash before the entry is mended by a job."""
    entity = (await deps.legal_entities.get((await deps.purchases.get(command.purchase_id)).state.siren)).state
    today = deps.clock.today()
    earliest = earliest_day(today, entity.fiscal_year_start_month)

    def decide(one: Purchase) -> Change[Purchase]:
        return Change(pay(one, _payment(one, command, cause), today, earliest))

    await deps.purchases.change(command.purchase_id, decide, cause, expected_version=expected_version)
    await post_disbursement(PostDisbursement(command.purchase_id), deps, cause)
    return await deps.purchases.get(command.purchase_id)


def _payment(purchase: Purchase, command: PayPurchase, cause: Cause) -> PurchasePayment:
    """The payment. One of all that is left for the supplier has the id of its purchase, unless the caller has given one."""
    to = Payee(command.to)
    known = next((one for one in purchase.payments if one.id == command.payment_id), None)
    amount = command.amount_cents
    if amount is None:
        if known is None:
            check_payable(purchase, to)
        amount = known.amount_cents if known else purchase_left_cents(purchase, to)
    whole = command.amount_cents is None and to is Payee.SUPPLIER
    id_ = command.payment_id or (command.purchase_id if whole else cause.new_id(f"payment:{command.purchase_id}"))
    return PurchasePayment(id_, command.paid_on, amount, to)
