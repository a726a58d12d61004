"""What the service does for the rights of persons: tells them how their request goes on, says what it holds, forgets them.

Beside ``notifications.events``, whose table has all of it.
"""

from typing import Any

from essaim.contracts.enrolment import (
    AccessRequested,
    ErasureExtended,
    ErasureReceived,
    ErasureRejected,
    PersonErased,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Person
from notifications.usecases.answer_access import AnswerAccess, answer_access
from notifications.usecases.notify import Notify, notify
from notifications.usecases.take_leave import TakeLeave, take_leave


async def on_access_requested(received: Received[AccessRequested], deps: Deps, cause: Cause) -> None:
    """Say what is held of the person."""
    await answer_access(AnswerAccess(received.data.request_id, received.data.person_id), deps, cause)


async def on_erasure_received(received: Received[ErasureReceived], deps: Deps, cause: Cause) -> None:
    """The person: that it came, and until when it is answered."""
    await _tell("erasure_received", received, received.data.person_id, {}, deps, cause)


async def on_erasure_extended(received: Received[ErasureExtended], deps: Deps, cause: Cause) -> None:
    """The person, within the first month, with the reason (GDPR-03)."""
    facts = {"extension_reason": received.data.reason}
    await _tell("erasure_extended", received, received.data.person_id, facts, deps, cause)


async def on_erasure_rejected(received: Received[ErasureRejected], deps: Deps, cause: Cause) -> None:
    """The person, with the legal basis and what they can do about it."""
    await _tell("erasure_rejected", received, received.data.person_id, {}, deps, cause)


async def on_person_erased(received: Received[PersonErased], deps: Deps, cause: Cause) -> None:
    """One last mail, then forget them."""
    data, envelope = received.data, received.envelope
    command = TakeLeave(data.erasure_id, data.person_id, envelope.sequence, envelope.id, envelope.type, envelope.time)
    await take_leave(command, deps, cause)


async def _tell(
    template: str, received: Received[Any], person_id: str, more: dict[str, Any], deps: Deps, cause: Cause
) -> None:
    """Only the person: a guardian, or an office, has no part in it."""
    envelope = received.envelope
    facts = received.data.model_dump(mode="json", exclude_none=True, exclude={"person_id", "reason"}) | more
    audience = (Person(person_id),)
    await notify(Notify(template, envelope.id, envelope.type, envelope.time, audience, facts), deps, cause)
