"""Turn an accepted quote into a draft invoice, once."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice
from accounting.domain.quote import QuoteStatus, invoice
from accounting.usecases.invoices.draft_invoice import DraftInvoice, draft_invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class InvoiceQuote:
    """Invoice what was accepted."""

    quote_id: str


async def invoice_quote(command: InvoiceQuote, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The draft. Its id follows from the quote, so a crash between the two writes is completed by asking again."""
    quote = (await deps.quotes.get(command.quote_id)).state
    invoice_id = derived_id(command.quote_id, "invoice")
    invoice(quote, invoice_id)
    draft = DraftInvoice(quote.activity_id, quote.customer_id, quote.lines, command.quote_id, invoice_id)
    try:
        stored = await draft_invoice(draft, deps, cause)
    except DuplicateError:
        stored = await deps.invoices.get(invoice_id)
    await deps.quotes.change(
        command.quote_id,
        lambda one: None if one.status is QuoteStatus.INVOICED else Change(invoice(one, invoice_id)),
        cause,
    )
    return stored
