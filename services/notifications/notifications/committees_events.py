"""Who is told of committees, places and deadlines. Which events they are stands in the table of ``notifications.events``."""

from typing import Any

from essaim.contracts.enrolment import (
    CommitteeCancelled,
    CommitteeScheduled,
    DeadlineApproaching,
    DecisionLetterIssued,
    PlaceLapsed,
    PlaceOffered,
)
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Audience, GuardiansOf, Person, Role
from notifications.usecases.notify import Notify, notify

MEMBERS = "committee_member"


async def _tell(template: str, received: Received[Any], deps: Deps, cause: Cause, *audience: Audience) -> None:
    data: EventData = received.data
    facts = data.model_dump(mode="json", exclude_none=True)
    envelope = received.envelope
    await notify(Notify(template, envelope.id, envelope.type, envelope.time, audience, facts), deps, cause)


async def on_committee_scheduled(received: Received[CommitteeScheduled], deps: Deps, cause: Cause) -> None:
    """The committee's mailbox."""
    await _tell("committee_scheduled", received, deps, cause, Role(MEMBERS, received.data.partner))


async def on_committee_cancelled(received: Received[CommitteeCancelled], deps: Deps, cause: Cause) -> None:
    """The same mailbox."""
    await _tell("committee_cancelled", received, deps, cause, Role(MEMBERS, received.data.partner))


async def on_letter_issued(received: Received[DecisionLetterIssued], deps: Deps, cause: Cause) -> None:
    """The applicant, when the letter can be read where the dossier is kept."""
    data = received.data
    if data.home == received.envelope.partner:
        await _tell("decision_letter_issued", received, deps, cause, Person(data.person_id))


async def on_place_offered(received: Received[PlaceOffered], deps: Deps, cause: Cause) -> None:
    """The applicant, and the guardian of a minor: there is a day to confirm by."""
    person_id = received.data.person_id
    await _tell("place_offered", received, deps, cause, Person(person_id), GuardiansOf(person_id))


async def on_place_lapsed(received: Received[PlaceLapsed], deps: Deps, cause: Cause) -> None:
    """The applicant whose day to confirm is over; who declined knows it."""
    if received.data.reason == "expired":
        await _tell("place_lapsed", received, deps, cause, Person(received.data.person_id))


async def on_deadline_approaching(received: Received[DeadlineApproaching], deps: Deps, cause: Cause) -> None:
    """Whom it concerns: a person, or the mailbox of a role."""
    data = received.data
    audience: list[Audience] = []
    if data.person_id is not None:
        audience.append(Person(data.person_id))
    if data.partner is not None and data.role is not None:
        audience.append(Role(data.role, data.partner))
    await _tell("deadline_approaching", received, deps, cause, *audience)
