"""A group hands a draft invoice to whoever approves it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.drafting import submitted
from accounting.domain.history import Happening, Visibility, check_comment
from accounting.domain.invoice import Invoice
from essaim.contracts.accounting import InvoiceSubmitted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitInvoice:
    """Hand this draft over, with a word if so."""

    invoice_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def submit_invoice(
    command: SubmitInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, SUBMITTED."""
    check_comment(command.comment)
    happening = Happening(deps.clock.now(), cause.actor, "submitted", command.comment, command.visibility)

    def decide(invoice: Invoice) -> Change[Invoice]:
        told = InvoiceSubmitted(
            invoice_id=command.invoice_id,
            activity_id=invoice.activity_id,
            group_id=invoice.group_id,
            total_excluding_vat=invoice.totals.excluding_vat_cents,
        )
        return Change(submitted(invoice, happening), (told,))

    return await deps.invoices.change(command.invoice_id, decide, cause, expected_version=expected_version)
