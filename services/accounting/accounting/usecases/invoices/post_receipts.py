"""The bank entries of an invoice's payments."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.contribution.parts import parts_excluding_vat
from accounting.domain.invoice import Invoice, issued
from accounting.domain.sale_entries import receipt
from accounting.usecases.contribution.contribute import Contribute, contribute
from accounting.usecases.invoices.letter_invoice import LetterInvoice, letter_invoice
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostReceipts:
    """Post what was paid on this invoice."""

    invoice_id: str


async def post_receipts(command: PostReceipts, deps: Deps, cause: Cause) -> None:
    """Count and post each payment once, then take the mark away, unless a payment was added meanwhile."""
    stored = await deps.invoices.get(command.invoice_id)
    invoice = stored.state
    activity = (await deps.activities.get(invoice.activity_id)).state
    certain = issued(invoice)
    paid = [payment.amount_cents for payment in invoice.payments]
    parts = parts_excluding_vat(paid, invoice.due_excluding_vat_cents, invoice.due_cents)
    for payment, part in zip(invoice.payments, parts, strict=True):
        counted = Contribute(
            activity_id=invoice.activity_id,
            document_id=payment.id,
            document_ref=certain.number,
            moved_on=payment.paid_on,
            collected_cents=invoice.sign * part,
            invoice_id=_governing(command.invoice_id, invoice),
        )
        await contribute(counted, deps, cause)
        draft = receipt(Books(invoice.activity_id, activity), command.invoice_id, invoice, certain, payment)
        await post_entry(PostEntry(draft), deps, cause)

    await letter_invoice(LetterInvoice(command.invoice_id), deps, cause)

    def decide(now: Invoice) -> Change[Invoice] | None:
        return Change(replace(now, payments_to_post=False)) if now.payments == invoice.payments else None

    await deps.invoices.change(command.invoice_id, decide, cause, effect="receipts")


def _governing(invoice_id: str, invoice: Invoice) -> str:
    """The invoice whose terms apply: a credit note follows its original."""
    return invoice.original.invoice_id if invoice.sign < 0 and invoice.original else invoice_id
