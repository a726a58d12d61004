"""Draft the credit note of an issued invoice: all of it at first, until its lines are changed (INV-07)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.crediting import credit_note_for
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CreditInvoice:
    """Which invoice, and why."""

    invoice_id: str
    reason: str


async def credit_invoice(command: CreditInvoice, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The credit note, DRAFT. RuleError for an invoice that has no number, or of which nothing is left."""
    original = (await deps.invoices.get(command.invoice_id)).state
    note = credit_note_for(command.invoice_id, original)
    drafted = Happening(deps.clock.now(), cause.actor, "drafted", command.reason)
    return await deps.invoices.add(
        cause.new_id("credit-note"), replace(note, note=command.reason, history=(drafted,)), cause
    )
