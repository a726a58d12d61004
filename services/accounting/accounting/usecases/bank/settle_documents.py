"""Pay the documents of a movement through their own use cases, once each: a repetition pays nothing twice.

The one place where a movement of the bank meets the documents' payments.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.bank.item import Item, ItemKind
from accounting.domain.invoice import Means
from accounting.domain.purchase import Payee
from accounting.usecases.expenses.pay_expense_sheet import PayExpenseSheet, pay_expense_sheet
from accounting.usecases.invoices.record_payment import RecordPayment, record_payment
from accounting.usecases.payments.settle_order import SettleOrder, settle_order
from accounting.usecases.purchases.pay_purchase import PayPurchase, pay_purchase
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class SettleDocuments:
    """One document of a movement, and the day of the movement."""

    movement_id: str
    item: Item
    paid_on: date


async def settle_documents(command: SettleDocuments, deps: Deps, cause: Cause) -> tuple[str, ...]:
    """The source keys of the entries that say so. The document's own error when it cannot be paid like this."""
    return await _SETTLERS[command.item.kind](command, deps, cause)


def _payment_id(command: SettleDocuments) -> str:
    """The same whenever this movement pays this document."""
    return derived_id(command.movement_id, f"payment:{command.item.kind.value}:{command.item.id}")


async def _invoice(command: SettleDocuments, deps: Deps, cause: Cause) -> tuple[str, ...]:
    id_, cents = _payment_id(command), abs(command.item.amount_cents)
    paid = RecordPayment(command.item.id, command.paid_on, cents, Means.TRANSFER, payment_id=id_)
    await record_payment(paid, deps, cause)
    return (f"payment:{id_}",)


async def _purchase(command: SettleDocuments, deps: Deps, cause: Cause) -> tuple[str, ...]:
    id_, cents = _payment_id(command), abs(command.item.amount_cents)
    to = Payee.MEMBER if command.item.kind is ItemKind.REIMBURSEMENT else Payee.SUPPLIER
    paid = PayPurchase(command.item.id, command.paid_on, cents, payment_id=id_, to=to.value)
    await pay_purchase(paid, deps, cause)
    return (f"payment:{id_}",)


async def _expense_sheet(command: SettleDocuments, deps: Deps, cause: Cause) -> tuple[str, ...]:
    id_, cents = _payment_id(command), abs(command.item.amount_cents)
    await pay_expense_sheet(PayExpenseSheet(command.item.id, command.paid_on, cents, id_), deps, cause)
    return (f"expense-payment:{id_}",)


async def _payment_order(command: SettleDocuments, deps: Deps, cause: Cause) -> tuple[str, ...]:
    return await settle_order(SettleOrder(command.item.id, command.movement_id, command.paid_on), deps, cause)


_SETTLERS: Mapping[ItemKind, Callable[[SettleDocuments, Deps, Cause], Awaitable[tuple[str, ...]]]] = {
    ItemKind.INVOICE: _invoice,
    ItemKind.PURCHASE: _purchase,
    ItemKind.REIMBURSEMENT: _purchase,
    ItemKind.EXPENSE_SHEET: _expense_sheet,
    ItemKind.PAYMENT_ORDER: _payment_order,
}
