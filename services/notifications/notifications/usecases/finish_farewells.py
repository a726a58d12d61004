"""When the last mail has gone, or cannot go: forget the address and what mails said, then answer. A job calls it."""

from essaim.contracts.notifications import NotificationsErasureApplied
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Where
from notifications.deps import Deps
from notifications.domain.contact import Contact
from notifications.domain.farewell import Farewell, forgotten, without_content
from notifications.domain.message import Status
from notifications.domain.recipient import Address


async def finish_farewells(deps: Deps) -> None:
    """All that are not done and whose mail waits no more. Safe to repeat, and by two at once."""
    for stored in await deps.farewells.all({"done": False}):
        if await _is_told(stored.state, deps):
            await _finish(stored, deps)


async def _is_told(farewell: Farewell, deps: Deps) -> bool:
    if farewell.message_id is None:
        return True
    try:
        message = (await deps.messages.get(farewell.message_id)).state
    except NotFoundError:
        return True
    return message.status in (Status.SENT, Status.FAILED)


async def _told(person_id: str, deps: Deps) -> list[Where]:
    """Messages to the person, and those to their address from before they were somebody here."""
    found: list[Where] = [{"person_id": person_id}]
    try:
        email = (await deps.contacts.get(person_id)).state.email
    except NotFoundError:
        return found
    return [*found, {"recipient": Address("", email).key}] if email else found


async def _finish(stored: Stored[Farewell], deps: Deps) -> None:
    farewell = stored.state
    cause = Cause(command_id=stored.id, correlation_id=farewell.erasure_id, actor="farewell")

    def forget(known: Contact | None) -> Change[Contact] | None:
        newer = known is not None and known.sequence > farewell.sequence
        return None if newer else Change(forgotten(farewell.sequence))

    for where in await _told(farewell.person_id, deps):
        for message in await deps.messages.all(where):
            await deps.messages.change(message.id, lambda one: Change(without_content(one)), cause)
    await deps.contacts.put(farewell.person_id, forget, cause)

    def finished(known: Farewell) -> Change[Farewell] | None:
        if known.done:
            return None
        told = NotificationsErasureApplied(erasure_id=known.erasure_id, person_id=known.person_id, kept=[])
        return Change(Farewell(known.erasure_id, known.person_id, known.sequence, known.message_id, done=True), (told,))

    await deps.farewells.change(stored.id, finished, cause)
