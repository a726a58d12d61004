"""A status of an invoice's life cycle is recorded: the platform told it, or the accountant read it there."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.transmission import Step, Transmission, told
from essaim.contracts.accounting import InvoiceStatusChanged
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordStatus:
    """Of which invoice, and what."""

    invoice_id: str
    step: Step


async def record_status(command: RecordStatus, deps: Deps, cause: Cause) -> Stored[Transmission]:
    """The transmission with this status, once per message. RuleError for what cannot follow."""
    step = command.step
    invoice = (await deps.invoices.get(command.invoice_id)).state

    def decide(transmission: Transmission) -> Change[Transmission] | None:
        changed = told(transmission, step)
        if changed is transmission:
            return None
        event = InvoiceStatusChanged(
            invoice_id=command.invoice_id,
            activity_id=invoice.activity_id,
            group_id=invoice.group_id,
            number=transmission.number,
            status=step.code,
            reason=step.reason or None,
        )
        return Change(changed, (event,))

    effect = f"status:{step.message_id}"
    return await deps.transmissions.change(command.invoice_id, decide, cause, effect=effect)
