"""The bank refused one transfer of an order, or gave its money back."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.payments.order import PaymentOrder, Rejection
from accounting.domain.payments.order_life import reject
from accounting.domain.payments.payable import PayableKind
from accounting.domain.payments.reopening import check_last_of_shared
from accounting.usecases.payments.complete_payment_order import CompletePaymentOrder, complete_payment_order
from accounting.usecases.payments.payment_id_of import payment_id_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RejectPaymentItem:
    """Which item, from 1; the reason code and the day of the bank."""

    order_id: str
    number: int
    code: str
    on: date


async def reject_payment_item(
    command: RejectPaymentItem, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[PaymentOrder]:
    """The order. Before the execution the document was never paid and is free; after it, its debt is opened again by a
    counter-entry. A crash in between is mended by a job."""
    id_, today = command.order_id, deps.clock.today()
    rejection = Rejection(command.code, command.on, cause.actor, was_paid=False)
    known = reject((await deps.payment_orders.get(id_)).state, command.number, rejection, today)
    item = known.items[command.number - 1]
    if item.kind in (PayableKind.PURCHASE, PayableKind.REIMBURSEMENT):
        check_last_of_shared((await deps.purchases.get(item.id)).state, payment_id_of(id_, command.number))
    await deps.payment_orders.change(
        id_,
        lambda one: Change(reject(one, command.number, rejection, today)),
        cause,
        expected_version=expected_version,
    )
    return await complete_payment_order(CompletePaymentOrder(id_), deps, cause)
