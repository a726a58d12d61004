"""The sale entry of an issued invoice."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books, sale
from accounting.domain.invoice import InvoiceStatus, issued
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class BookSale:
    """Post this invoice."""

    invoice_id: str


async def book_sale(command: BookSale, deps: Deps, cause: Cause) -> None:
    """Post the entry, once; letter it when its payments were faster."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    activity = (await deps.activities.get(invoice.activity_id)).state
    books = Books(invoice.activity_id, activity)
    await post_entry(PostEntry(sale(books, command.invoice_id, invoice, issued(invoice))), deps, cause)
    if invoice.status is InvoiceStatus.PAID:
        keys = (f"sale:{command.invoice_id}", *(f"payment:{payment.id}" for payment in invoice.payments))
        await letter_document(LetterDocument(invoice.siren, "411", keys), deps, cause)
