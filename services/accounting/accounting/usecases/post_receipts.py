"""The bank entries of an invoice's payments."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books, receipt
from accounting.domain.invoice import Invoice, issued
from accounting.usecases.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostReceipts:
    """Post what was paid on this invoice."""

    invoice_id: str


async def post_receipts(command: PostReceipts, deps: Deps, cause: Cause) -> None:
    """Post each payment once, then take the mark away, unless a payment was added meanwhile."""
    stored = await deps.invoices.get(command.invoice_id)
    invoice = stored.state
    activity = (await deps.activities.get(invoice.activity_id)).state
    for payment in invoice.payments:
        draft = receipt(Books(invoice.activity_id, activity), invoice, issued(invoice), payment)
        await post_entry(PostEntry(draft), deps, cause)

    def decide(now: Invoice) -> Change[Invoice] | None:
        return Change(replace(now, payments_to_post=False)) if now.payments == invoice.payments else None

    await deps.invoices.change(command.invoice_id, decide, cause, effect="receipts")
