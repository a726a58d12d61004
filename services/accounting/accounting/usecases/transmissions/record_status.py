"""A status of an invoice's life cycle is recorded: the platform told it, or the accountant read it there."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.transmission import Step, Transmission, told
from accounting.usecases.transmissions.move_transmission import MoveTransmission, move_transmission
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordStatus:
    """Of which invoice, and what."""

    invoice_id: str
    step: Step


async def record_status(command: RecordStatus, deps: Deps, cause: Cause) -> Stored[Transmission]:
    """The transmission with this status, once per message. RuleError for what cannot follow."""
    step = command.step
    move = MoveTransmission(command.invoice_id, lambda one: told(one, step), f"status:{step.message_id}")
    return await move_transmission(move, deps, cause)
