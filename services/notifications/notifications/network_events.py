"""Who is told of mentors: the one who is asked, and who is released after a yes; the office that has to go on after an answer
or none; both sides of a mentoring.

The events are in ``notifications.events``.
"""

from essaim.contracts.enrolment_network import (
    MentorAnswered,
    MentorAsked,
    MentorChoiceLapsed,
    MentorIntroduced,
    MentorReleased,
    MentorReminded,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Address, Role
from notifications.usecases.notify import Notify, notify

_OFFICES = {"mini_enterprise": "epa_facilitator", "snee_status": "pepite_officer"}
_ASKED = {"email"}
_TO_MENTOR = {"mentor_email", "mentor_phone"}
_TO_TEACHER = {"teacher_email"}


async def on_mentor_asked(received: Received[MentorAsked], deps: Deps, cause: Cause) -> None:
    """The mentor, with the link behind which they answer."""
    await _write_to_mentor("mentor_asked", received, deps, cause)


async def on_mentor_reminded(received: Received[MentorReminded], deps: Deps, cause: Cause) -> None:
    """The mentor, once more."""
    await _write_to_mentor("mentor_reminded", received, deps, cause)


async def on_mentor_released(received: Received[MentorReleased], deps: Deps, cause: Cause) -> None:
    """The mentor who had said yes: nobody waits for them any more."""
    await _write_to_mentor("mentor_released", received, deps, cause)


async def _write_to_mentor(
    template: str,
    received: Received[MentorAsked] | Received[MentorReminded] | Received[MentorReleased],
    deps: Deps,
    cause: Cause,
) -> None:
    data = received.data
    if data.email:
        mentor = Address(f"{data.given_name} {data.family_name}".strip(), data.email)
        await _tell(template, received, deps, cause, mentor, _ASKED)


async def on_mentor_answered(received: Received[MentorAnswered], deps: Deps, cause: Cause) -> None:
    """The office: it confirms, or asks somebody else. Who answered what, and why, it reads where it has to log in."""
    await _tell_office("mentor_answered", received, deps, cause)


async def on_mentor_choice_lapsed(received: Received[MentorChoiceLapsed], deps: Deps, cause: Cause) -> None:
    """The office: it asks somebody else."""
    await _tell_office("mentor_choice_lapsed", received, deps, cause)


async def _tell_office(
    template: str, received: Received[MentorAnswered] | Received[MentorChoiceLapsed], deps: Deps, cause: Cause
) -> None:
    data, envelope = received.data, received.envelope
    role = _OFFICES.get(data.kind)
    if role is not None:
        facts = data.model_dump(mode="json", exclude_none=True)
        office = (Role(role, envelope.partner),)
        await notify(Notify(template, envelope.id, envelope.type, envelope.time, office, facts), deps, cause)


async def on_mentor_introduced(received: Received[MentorIntroduced], deps: Deps, cause: Cause) -> None:
    """The mentor, and the teacher when the need names one: each with the other's address, and no more."""
    data = received.data
    if data.mentor_email:
        mentor = Address(data.mentor_name, data.mentor_email)
        await _tell("mentor_introduced", received, deps, cause, mentor, _TO_MENTOR)
    if data.teacher_email:
        teacher = Address(data.teacher_name, data.teacher_email)
        await _tell("mentor_introduced_teacher", received, deps, cause, teacher, _TO_TEACHER)


async def _tell(
    template: str,
    received: Received[MentorAsked] | Received[MentorReminded] | Received[MentorReleased] | Received[MentorIntroduced],
    deps: Deps,
    cause: Cause,
    recipient: Address,
    hidden: set[str],
) -> None:
    envelope = received.envelope
    facts = received.data.model_dump(mode="json", exclude_none=True, exclude=hidden)
    await notify(Notify(template, envelope.id, envelope.type, envelope.time, (recipient,), facts), deps, cause)
