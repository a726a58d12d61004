"""Draft the corrective invoice that is to replace an issued one (INV-07)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.crediting import corrective_for
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CorrectInvoice:
    """Which invoice, and why."""

    invoice_id: str
    reason: str


async def correct_invoice(command: CorrectInvoice, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The corrective invoice, DRAFT with what the first one said. RuleError once somebody paid or credited that one."""
    original = (await deps.invoices.get(command.invoice_id)).state
    corrective = corrective_for(command.invoice_id, original)
    drafted = Happening(deps.clock.now(), cause.actor, "drafted", command.reason)
    return await deps.invoices.add(
        cause.new_id("corrective"), replace(corrective, note=command.reason, history=(drafted,)), cause
    )
