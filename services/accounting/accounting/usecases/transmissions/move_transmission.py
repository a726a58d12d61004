"""Change where an invoice stands on its way, and tell the bus when its status is another one."""

from collections.abc import Callable
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.transmission import Transmission
from essaim.contracts.accounting import InvoiceStatusChanged
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class MoveTransmission:
    """Which invoice, what happens to its transmission, and what makes a repetition recognised."""

    invoice_id: str
    apply: Callable[[Transmission], Transmission]
    effect: str


async def move_transmission(command: MoveTransmission, deps: Deps, cause: Cause) -> Stored[Transmission]:
    """The transmission as it stands now; nothing is stored or told when nothing changed."""
    invoice = (await deps.invoices.get(command.invoice_id)).state

    def decide(transmission: Transmission) -> Change[Transmission] | None:
        changed = command.apply(transmission)
        if changed == transmission:
            return None
        events = tuple(
            InvoiceStatusChanged(
                invoice_id=command.invoice_id,
                activity_id=invoice.activity_id,
                group_id=invoice.group_id,
                number=transmission.number,
                status=step.code,
                reason=step.reason or None,
            )
            for step in changed.steps[len(transmission.steps) :]
        )
        return Change(changed, events)

    return await deps.transmissions.change(command.invoice_id, decide, cause, effect=command.effect)
