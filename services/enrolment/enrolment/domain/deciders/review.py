"""A review: one dossier at one decider. It is made at the deployment where the decider's people work, from what they may see.

OPEN ──answer──► ANSWERED      OPEN | ANSWERED ──dossier withdrawn, transferred, erased──► CLOSED
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enrolment.domain.programmes.decider import Answer, DeciderKind, Question


class Status(StrEnum):
    """Where a review stands."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


@dataclass(frozen=True)
class ShownField:
    """One field of the dossier that the decider sees: its step, its name, and its value as people read it."""

    step: str
    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Given:
    """The answer, its opinion in words, and the answers to the decider's own questions."""

    answer: Answer
    opinion: str
    answered_on: date
    by: str
    answers: dict[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Review:
    """The case. ``home`` is the partner at whose enrolment deployment the dossier is kept."""

    application_id: str
    person_id: str
    programme_id: str
    scheme: str
    school_year: str
    home: str
    coordinator: str
    decider: str
    label: str
    partner: str
    role: str
    kind: DeciderKind
    requested_on: date
    due_on: date | None = None
    questions: tuple[Question, ...] = ()
    shown: tuple[ShownField, ...] = ()
    by_committee: bool = False
    committee_id: str | None = None
    status: Status = Status.OPEN
    given: Given | None = None
