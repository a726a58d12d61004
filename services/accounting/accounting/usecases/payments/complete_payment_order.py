"""Bring an executed order into its documents and into the books, and what came back out of them again.

Every step finds out by itself what was done before, so an order that was cut off anywhere is simply run again.
"""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.payments.order import ItemStatus, OrderStatus, PaymentOrder
from accounting.domain.payments.order_life import completed, recorded, returned
from accounting.domain.payments.payment_entries import transfer_entry
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.payments.pay_payable import PayPayable, pay_payable
from accounting.usecases.payments.payment_id_of import payment_id_of
from accounting.usecases.payments.return_payment import ReturnPayment, return_payment
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class CompletePaymentOrder:
    """Which order."""

    order_id: str


async def complete_payment_order(command: CompletePaymentOrder, deps: Deps, cause: Cause) -> Stored[PaymentOrder]:
    """The order, with nothing left to do. A document that refuses its payment leaves the item UNRECORDED, with its reason."""
    id_ = command.order_id
    order = (await deps.payment_orders.get(id_)).state
    if order.status is not OrderStatus.EXECUTED or order.executed_on is None or not order.to_complete:
        return await deps.payment_orders.get(id_)
    outcomes = await _pay(id_, order, order.executed_on, deps, cause)
    order = (
        await deps.payment_orders.change(id_, lambda one: Change(recorded(one, outcomes)), cause, effect="recorded")
    ).state
    draft = transfer_entry(id_, order, order.executed_on or date.max)
    if draft is not None:
        await post_entry(PostEntry(draft), deps, cause)
    for number, item in enumerate(order.items, 1):
        if item.rejection is not None and item.rejection.to_return:
            await return_payment(ReturnPayment(id_, number), deps, cause)
            await _mark_returned(id_, number, deps, cause)
    return await deps.payment_orders.change(id_, lambda one: Change(completed(one)), cause, effect="completed")


async def _pay(id_: str, order: PaymentOrder, executed_on: date, deps: Deps, cause: Cause) -> dict[int, str]:
    """Why items could not be recorded, by place; the others are."""
    problems = {}
    for place, item in enumerate(order.items):
        if item.status is not ItemStatus.PENDING:
            continue
        paid = PayPayable(item.kind, item.id, executed_on, item.amount_cents, payment_id_of(id_, place + 1))
        try:
            await pay_payable(paid, deps, cause)
        except (DomainError, RefusedError) as error:
            said = [f"{one.field} {one.message}: {one.accepted}" for one in error.fields]
            problems[place] = "; ".join([error.detail, *said])
    return problems


async def _mark_returned(id_: str, number: int, deps: Deps, cause: Cause) -> None:
    await deps.payment_orders.change(id_, lambda one: Change(returned(one, number)), cause, effect=f"returned:{number}")
