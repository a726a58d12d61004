"""Money that moves without a sale: into the drawer, out of it, or to the bank."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.till.link import Link, MovementType, TillMovement
from accounting.domain.till.place import Place
from accounting.domain.till.record import TillRecord
from accounting.domain.till.ticket import TillMeans
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.post_till_record import PostTillRecord, post_till_record
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordMovement:
    """What moved, and why; of a deposit the number of its slip."""

    till_id: str
    operation_id: str | None
    type: MovementType
    means: TillMeans
    amount_cents: int
    reason: str


async def record_movement(command: RecordMovement, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The movement, and its entry. Only cash goes in and out; all means go to the bank, never more than there is."""
    if command.type is not MovementType.DEPOSIT and command.means is not TillMeans.CASH:
        raise InputError("means", "cannot be moved in or out", "cash; cheques and cards are deposited only")
    movement = TillMovement(command.type, command.means, command.amount_cents, command.reason)

    async def decide(place: Place) -> Link:
        return place.move(movement)

    operation = command.operation_id or cause.new_id("till-movement")
    record = await append_link(AppendLink(command.till_id, operation, hash_request(command), decide), deps, cause)
    await post_till_record(PostTillRecord(record.id), deps, cause)
    return await deps.till_records.get(record.id)
