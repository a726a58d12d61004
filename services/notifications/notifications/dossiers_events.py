"""Who is told of dossiers that are written online. Which events they are stands in the table of ``notifications.events``."""

from typing import Any

from essaim.contracts.enrolment import (
    ApplicationSubmitted,
    ApplicationTakenOver,
    ApplicationTransferred,
    ApplicationWithdrawn,
    TeamMemberInvited,
    TransferDeclined,
    TransferProposed,
    TutorNamed,
)
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Address, Audience, Person, Role
from notifications.usecases.notify import Notify, notify

_WISHES = {
    "replace-internship": "que le projet remplace un stage",
    "replace-module": "que le projet remplace un module (ECTS)",
    "ask-year-off": "une année de césure",
}


async def on_application_submitted(received: Received[ApplicationSubmitted], deps: Deps, cause: Cause) -> None:
    """The applicant of a dossier that came online; who came by a roster is told by those who wrote it."""
    data = received.data
    if data.sent_at is not None:
        await _tell("application_received", received, deps, cause, Person(data.person_id))


async def on_application_withdrawn(received: Received[ApplicationWithdrawn], deps: Deps, cause: Cause) -> None:
    """The applicant who withdrew with a reason of the list: so that nobody is withdrawn without knowing it."""
    data = received.data
    if data.reason_code is not None:
        await _tell("application_withdrawn", received, deps, cause, Person(data.person_id))


async def on_tutor_named(received: Received[TutorNamed], deps: Deps, cause: Cause) -> None:
    """The tutor, with what the student asks for (SNEE-05)."""
    data = received.data
    tutor = Address(f"{data.given_name} {data.family_name}".strip(), data.email)
    wishes = [_WISHES[one] for one in data.asks if one in _WISHES]
    await _tell("tutor_named", received, deps, cause, tutor, wishes=wishes)


async def on_team_member_invited(received: Received[TeamMemberInvited], deps: Deps, cause: Cause) -> None:
    """Whoever was named, once."""
    data = received.data
    member = Address(f"{data.given_name} {data.family_name}".strip(), data.email)
    await _tell("team_member_invited", received, deps, cause, member)


async def on_transfer_proposed(received: Received[TransferProposed], deps: Deps, cause: Cause) -> None:
    """The office that has to answer."""
    await _tell("transfer_proposed", received, deps, cause, Role("pepite_officer", received.data.to_coordinator))


async def on_transfer_declined(received: Received[TransferDeclined], deps: Deps, cause: Cause) -> None:
    """The office that proposed it."""
    await _tell("transfer_declined", received, deps, cause, Role("pepite_officer", received.data.from_coordinator))


async def on_application_transferred(received: Received[ApplicationTransferred], deps: Deps, cause: Cause) -> None:
    """The applicant, and both offices in words of their own."""
    data = received.data
    await _tell("application_continues", received, deps, cause, Person(data.person_id))
    offices = (Role("pepite_officer", one) for one in sorted({data.from_coordinator, data.to_coordinator}))
    await _tell("application_transferred", received, deps, cause, *offices)


async def on_application_taken_over(received: Received[ApplicationTakenOver], deps: Deps, cause: Cause) -> None:
    """The applicant: nothing is studied before they send it there."""
    await _tell("application_taken_over", received, deps, cause, Person(received.data.person_id))


async def _tell(
    template: str, received: Received[Any], deps: Deps, cause: Cause, *audience: Audience, **more: object
) -> None:
    """The facts are the event's data; the address is with the recipient."""
    data: EventData = received.data
    facts = data.model_dump(mode="json", exclude_none=True, exclude={"email"}) | more
    envelope = received.envelope
    await notify(Notify(template, envelope.id, envelope.type, envelope.time, audience, facts), deps, cause)
