"""Money came in for an invoice."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, InvoiceStatus, Means, Payment, pay
from accounting.usecases.invoices.post_receipts import PostReceipts, post_receipts
from essaim.contracts.accounting import InvoicePaid
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordPayment:
    """What came in, when and how."""

    invoice_id: str
    paid_on: date
    amount_cents: int
    means: Means
    payment_id: str | None = None
    """Its id when it follows from what brought it, such as a movement of the bank: the same payment twice is one."""


async def record_payment(
    command: RecordPayment, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, PAID or PARTIALLY_PAID, and its bank entry posted. A crash before the entry is mended by a job."""
    payment = Payment(
        command.payment_id or cause.new_id("payment"), command.paid_on, command.amount_cents, command.means
    )

    def decide(invoice: Invoice) -> Change[Invoice]:
        paid = pay(invoice, payment, deps.clock.today())
        complete = paid.status is InvoiceStatus.PAID and invoice.status is not InvoiceStatus.PAID and paid.sign > 0
        return Change(paid, (_event(command, paid),) if complete else ())

    await deps.invoices.change(command.invoice_id, decide, cause, expected_version=expected_version)
    await post_receipts(PostReceipts(command.invoice_id), deps, cause)
    return await deps.invoices.get(command.invoice_id)


def _event(command: RecordPayment, invoice: Invoice) -> InvoicePaid:
    return InvoicePaid(
        invoice_id=command.invoice_id,
        activity_id=invoice.activity_id,
        group_id=invoice.group_id,
        number=invoice.number or "",
        paid_on=command.paid_on,
        total_including_vat=invoice.due_cents,
    )
