"""Who is told of the student-entrepreneur status and of #ICI. Which events they are: ``notifications.events``."""

from typing import Any

from essaim.contracts.enrolment_cursus import (
    ArrangementDecided,
    AttestationIssued,
    AwardDecided,
    FirstContactRequested,
    FundingDecided,
    StatusEnded,
    StatusOpened,
    TutorConfirmed,
    TutorDeclined,
    TutorInvited,
)
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Address, Audience, Person, Role
from notifications.usecases.notify import Notify, notify

_ROLES = {"teacher": "tuteur ou tutrice pédagogique", "professional": "tuteur ou tutrice du monde professionnel"}
_KINDS = {
    "snee": "statut national d’étudiant-entrepreneur",
    "DU_ICI": "DU #ICI",
    "LP_SIP": "licence professionnelle Smart Innovative Project",
}
_ARRANGEMENTS = {
    "internship": "le remplacement d’un stage par le projet",
    "module": "le remplacement d’un module par le projet",
    "year-off": "une année de césure",
    "timetable": "un aménagement d’emploi du temps",
}


async def on_status_opened(received: Received[StatusOpened], deps: Deps, cause: Cause) -> None:
    """The student: nothing counts before the charter is accepted."""
    await _tell("charter_to_accept", received, deps, cause, Person(received.data.person_id))


async def on_attestation_issued(received: Received[AttestationIssued], deps: Deps, cause: Cause) -> None:
    """Whoever can print it."""
    data = received.data
    kind = _KINDS.get(data.kind, data.kind)
    await _tell("attestation_issued", received, deps, cause, Person(data.person_id), kind_text=kind)


async def on_status_ended(received: Received[StatusEnded], deps: Deps, cause: Cause) -> None:
    """The student, also when they renounced themself: a status must not end without its owner knowing it."""
    await _tell("status_ended", received, deps, cause, Person(received.data.person_id))


async def on_tutor_invited(received: Received[TutorInvited], deps: Deps, cause: Cause) -> None:
    """Whoever was named, with the link behind which they answer (SNEE-05)."""
    data = received.data
    tutor = Address(f"{data.given_name} {data.family_name}".strip(), data.email)
    # ``student_name`` is what the letter calls the child of a guardian: the name of this student has one of its own.
    await _tell(
        "tutor_invited",
        received,
        deps,
        cause,
        tutor,
        role_text=_ROLES.get(data.role, data.role),
        applicant_name=data.student_name,
    )


async def on_tutor_answered(
    received: Received[TutorConfirmed] | Received[TutorDeclined], deps: Deps, cause: Cause
) -> None:
    """The student."""
    data = received.data
    role = _ROLES.get(data.role, data.role)
    accepted = isinstance(data, TutorConfirmed)
    await _tell("tutor_answered", received, deps, cause, Person(data.person_id), role_text=role, granted=accepted)


async def on_arrangement_decided(received: Received[ArrangementDecided], deps: Deps, cause: Cause) -> None:
    """The student."""
    data = received.data
    kind = _ARRANGEMENTS.get(data.kind, data.kind)
    await _tell("arrangement_decided", received, deps, cause, Person(data.person_id), kind_text=kind)


async def on_first_contact_requested(received: Received[FirstContactRequested], deps: Deps, cause: Cause) -> None:
    """The referent of the place."""
    await _tell("first_contact_requested", received, deps, cause, Role("referent", received.data.partner))


async def on_award_decided(received: Received[AwardDecided], deps: Deps, cause: Cause) -> None:
    """The learner; marks are read online and not in a mail."""
    data = received.data
    kind = _KINDS.get(data.track, data.track)
    await _tell("award_decided", received, deps, cause, Person(data.person_id), kind_text=kind)


async def on_funding_decided(received: Received[FundingDecided], deps: Deps, cause: Cause) -> None:
    """Whoever asked."""
    await _tell("funding_decided", received, deps, cause, Person(received.data.person_id))


async def _tell(
    template: str, received: Received[Any], deps: Deps, cause: Cause, *audience: Audience, **more: object
) -> None:
    """The facts are the event's data; an address is with its recipient."""
    data: EventData = received.data
    facts = data.model_dump(mode="json", exclude_none=True, exclude={"email", "student_name"}) | more
    envelope = received.envelope
    await notify(Notify(template, envelope.id, envelope.type, envelope.time, audience, facts), deps, cause)
