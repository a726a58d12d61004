"""What this service does when a person asks what it holds of them, or has to be erased: which answers were given, what is kept.

A sheet that is sealed and a vote that was recorded name people by id only, and prove what happened: they stay, without a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coaching.domain.person import Person
from coaching.domain.resolution import Resolution
from coaching.domain.session import AbsenceReason, Session, Status

ATTENDANCE_SEALED = "attendance-sealed"
VOTES_RECORDED = "votes-recorded"
_PRIVATE_REASONS = frozenset({AbsenceReason.MEDICAL, AbsenceReason.FAMILY})


@dataclass(frozen=True)
class Answer:
    """That an answer was given: to which request, about whom, and which piece of it. What it said is not kept."""

    request_id: str
    person_id: str
    part: int = 1


def forgotten() -> Person:
    """Nobody's name. It stays as a mark, so that an older word about the person does not bring it back."""
    return Person("", "", erased=True)


def without_person(session: Session, person_id: str) -> Session:
    """An unsealed session without what nobody has to know of somebody who is gone: reasons of absence, places to come."""
    if session.status is Status.SEALED:
        return session
    marks = tuple(
        replace(one, absence=AbsenceReason.OTHER)
        if one.person_id == person_id and one.absence in _PRIVATE_REASONS
        else one
        for one in session.marks
    )
    workshop = session.workshop
    if workshop is not None and session.status in (Status.PLANNED, Status.CONFIRMED):
        workshop = replace(workshop, registered=tuple(one for one in workshop.registered if one != person_id))
    return replace(session, marks=marks, workshop=workshop)


def kept_codes(person_id: str, sessions: Iterable[Session], resolutions: Iterable[Resolution]) -> tuple[str, ...]:
    """What stays of the person, by id only."""
    sealed = any(one.status is Status.SEALED and names(one, person_id) for one in sessions)
    voted = any(ballot.person_id == person_id for one in resolutions for ballot in one.ballots)
    return (*((ATTENDANCE_SEALED,) if sealed else ()), *((VOTES_RECORDED,) if voted else ()))


def names(session: Session, person_id: str) -> bool:
    """Whether the session has the person on its list, marked or registered."""
    registered = session.workshop.registered if session.workshop else ()
    marked = any(one.person_id == person_id for one in session.marks)
    return marked or person_id in session.attendees or person_id in registered
