"""Complete invoices whose number was being reserved when a process died."""

import logging

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.invoice import InvoiceStatus
from accounting.usecases.invoices.number_invoice import NumberInvoice, number_invoice
from essaim.kit.cause import fresh_cause

_LOG = logging.getLogger(__name__)


async def complete_issues(deps: Deps) -> None:
    """Every invoice that is being issued gets its number; one that is in good hands gets the same. A credit note whose place
    on its original is taken goes back, and stops no other."""
    for stored in await deps.invoices.all({"status": InvoiceStatus.ISSUING.value}):
        try:
            await number_invoice(NumberInvoice(stored.id), deps, fresh_cause("complete-issues"))
        except RuleError as error:
            _LOG.warning("invoice %s goes back to who approves it: %s", stored.id, error)
