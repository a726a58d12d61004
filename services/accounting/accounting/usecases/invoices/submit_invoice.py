"""A group hands a draft invoice to the accountant."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, submit
from essaim.contracts.accounting import InvoiceSubmitted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitInvoice:
    """Hand this draft over."""

    invoice_id: str


async def submit_invoice(
    command: SubmitInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, SUBMITTED."""

    def decide(invoice: Invoice) -> Change[Invoice]:
        submitted = InvoiceSubmitted(
            invoice_id=command.invoice_id,
            activity_id=invoice.activity_id,
            group_id=invoice.group_id,
            total_excluding_vat=invoice.totals.excluding_vat_cents,
        )
        return Change(submit(invoice), (submitted,))

    return await deps.invoices.change(command.invoice_id, decide, cause, expected_version=expected_version)
