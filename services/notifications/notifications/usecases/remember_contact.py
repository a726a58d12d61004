"""Keep how to write to a person; messages that waited for it are queued, and a guardian who comes late is told as well."""

from dataclasses import dataclass
from datetime import datetime

from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from notifications.deps import Deps
from notifications.domain.contact import Contact
from notifications.domain.message import Message, person_gap
from notifications.domain.recipient import Person
from notifications.usecases.add_message import add_message
from notifications.usecases.wake import wake


@dataclass(frozen=True)
class RememberContact:
    """A person's name and address, as of a position in that person's history."""

    person_id: str
    contact: Contact
    registered_at: datetime


async def remember_contact(command: RememberContact, deps: Deps, cause: Cause) -> None:
    """Write the copy unless a newer one is there."""

    def decide(known: Contact | None) -> Change[Contact] | None:
        newer = known is not None and known.sequence >= command.contact.sequence
        return None if newer else Change(command.contact)

    await deps.contacts.put(command.person_id, decide, cause)
    if command.contact.guardian_of is not None:
        await _tell_guardian(command, command.contact.guardian_of, deps, cause)
    await wake(person_gap(command.person_id), deps, cause)


async def _tell_guardian(command: RememberContact, student_id: str, deps: Deps, cause: Cause) -> None:
    """What the minor was told after the guardian was registered, and before this was known here."""
    for message in await deps.messages.all({"person_id": student_id}):
        state = message.state
        if state.guardians_too and state.happened_at is not None and state.happened_at >= command.registered_at:
            copy = Message(
                template=state.template,
                event_id=state.event_id,
                event_type=state.event_type,
                recipient=Person(command.person_id).key,
                person_id=command.person_id,
                scheme=state.scheme,
                facts=state.facts,
                happened_at=state.happened_at,
            )
            await add_message(copy, deps, cause)
