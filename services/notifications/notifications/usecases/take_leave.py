"""A person has to be erased. The last mail is queued while the address is still there; ``finish_farewells`` does the rest."""

from dataclasses import dataclass
from datetime import datetime

from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id
from notifications.deps import Deps
from notifications.domain.farewell import Farewell, leaving
from notifications.domain.message import Message
from notifications.domain.recipient import Person
from notifications.usecases.add_message import add_message

TEMPLATE = "person_erased"


@dataclass(frozen=True)
class TakeLeave:
    """Whom, by which request, as of a position in the person's history."""

    erasure_id: str
    person_id: str
    sequence: int
    event_id: str
    event_type: str
    happened_at: datetime


async def take_leave(command: TakeLeave, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. Somebody who was never known leaves a mark too: their address may still be on its way."""
    person_id = command.person_id
    id_ = derived_id(command.erasure_id, f"farewell {person_id}")
    message_id = None
    if not await _is_known(id_, deps) and await _has_address(person_id, deps):
        recipient = Person(person_id)
        # Named by the request, not by the event: told again, it is still one mail.
        message_id = derived_id(command.erasure_id, f"{TEMPLATE} {recipient.key}")
        message = Message(
            template=TEMPLATE,
            event_id=command.erasure_id,
            event_type=command.event_type,
            recipient=recipient.key,
            person_id=person_id,
            facts={"erasure_id": command.erasure_id},
            happened_at=command.happened_at,
        )
        await add_message(message, deps, cause)
    await deps.contacts.put(person_id, lambda known: Change(leaving(known, command.sequence)), cause)
    farewell = Farewell(command.erasure_id, person_id, command.sequence, message_id)
    await deps.farewells.put(id_, lambda known: None if known else Change(farewell), cause)
    deps.queued.set()


async def _is_known(id_: str, deps: Deps) -> bool:
    try:
        await deps.farewells.get(id_)
    except NotFoundError:
        return False
    return True


async def _has_address(person_id: str, deps: Deps) -> bool:
    try:
        return bool((await deps.contacts.get(person_id)).state.email)
    except NotFoundError:
        return False
