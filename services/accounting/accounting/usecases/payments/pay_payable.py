"""Record that a document was paid, through its own use case: the same payment twice is one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.payments.payable import PayableKind
from accounting.domain.purchase import Payee
from accounting.domain.treasury import Means
from accounting.usecases.expenses.pay_expense_sheet import PayExpenseSheet, pay_expense_sheet
from accounting.usecases.purchases.pay_purchase import PayPurchase, pay_purchase
from accounting.usecases.sharing.pay_share import PayShare, pay_share
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PayPayable:
    """What, when, how much, under which id."""

    kind: PayableKind
    id: str
    paid_on: date
    amount_cents: int
    payment_id: str


async def pay_payable(command: PayPayable, deps: Deps, cause: Cause) -> None:
    """The document's own error when it cannot be paid like this."""
    await _PAYERS[command.kind](command, deps, cause)


async def _purchase(one: PayPayable, deps: Deps, cause: Cause) -> None:
    to = Payee.MEMBER if one.kind is PayableKind.REIMBURSEMENT else Payee.SUPPLIER
    paid = PayPurchase(one.id, one.paid_on, one.amount_cents, payment_id=one.payment_id, to=to.value)
    await pay_purchase(paid, deps, cause)


async def _sheet(one: PayPayable, deps: Deps, cause: Cause) -> None:
    await pay_expense_sheet(PayExpenseSheet(one.id, one.paid_on, one.amount_cents, one.payment_id), deps, cause)


async def _share(one: PayPayable, deps: Deps, cause: Cause) -> None:
    share_id, _, person_id = one.id.partition(":")
    paid = PayShare(share_id, person_id, one.paid_on, one.amount_cents, Means.TRANSFER, payment_id=one.payment_id)
    await pay_share(paid, deps, cause)


_PAYERS: Mapping[PayableKind, Callable[[PayPayable, Deps, Cause], Awaitable[None]]] = {
    PayableKind.PURCHASE: _purchase,
    PayableKind.REIMBURSEMENT: _purchase,
    PayableKind.EXPENSE_SHEET: _sheet,
    PayableKind.SHARE: _share,
}
