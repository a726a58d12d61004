"""Complete invoices whose number was being reserved when a process died."""

from accounting.deps import Deps
from accounting.domain.invoice import InvoiceStatus
from accounting.usecases.invoices.number_invoice import NumberInvoice, number_invoice
from essaim.kit.cause import fresh_cause


async def complete_issues(deps: Deps) -> None:
    """Every invoice that is being issued gets its number; one that is in good hands gets the same."""
    for stored in await deps.invoices.all({"status": InvoiceStatus.ISSUING.value}):
        await number_invoice(NumberInvoice(stored.id), deps, fresh_cause("complete-issues"))
