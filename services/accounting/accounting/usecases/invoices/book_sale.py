"""The sale entry of an issued invoice, deposit or credit note, and what it replaces."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.invoice import issued
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.sale_entries import replaced_sale, sale
from accounting.usecases.invoices.letter_invoice import LetterInvoice, letter_invoice
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
    if invoice.kind is InvoiceKind.CORRECTIVE and invoice.original is not None:
        original = (await deps.invoices.get(invoice.original.invoice_id)).state
        await post_entry(PostEntry(replaced_sale(books, invoice.original.invoice_id, original, invoice)), deps, cause)
    await post_entry(PostEntry(sale(books, command.invoice_id, invoice, issued(invoice))), deps, cause)
    await letter_invoice(LetterInvoice(command.invoice_id), deps, cause)
