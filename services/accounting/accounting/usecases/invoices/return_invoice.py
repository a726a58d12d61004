"""The accountant hands a submitted invoice back to the group."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, send_back
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnInvoice:
    """Hand this one back."""

    invoice_id: str


async def return_invoice(
    command: ReturnInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, DRAFT again."""
    return await deps.invoices.change(
        command.invoice_id, lambda invoice: Change(send_back(invoice)), cause, expected_version=expected_version
    )
