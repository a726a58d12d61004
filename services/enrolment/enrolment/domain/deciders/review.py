"""A review: one dossier at one decider. It is made at the deployment where the decider's people work, from what they may see.

OPEN ──answer──► ANSWERED      OPEN | ANSWERED ──dossier withdrawn, transferred, erased──► CLOSED
ANSWERED ──reopened by the coordinator──► OPEN; its last answer counts until there is a new one.

At another deployment than the dossier's home it is made of two events, who is asked and what they see, in either order:
``requested`` and ``shared`` say which have come.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.application import Happening
from enrolment.domain.errors import RuleError, require_status
from enrolment.domain.programmes.decider import Answer, DeciderKind, Question

MOST_LINES = 100
"""Lines of history that a review keeps: the oldest go first."""


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
class ShownFile:
    """A file of the dossier that the decider sees. Its content stays where the dossier is kept."""

    kind: str
    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Given:
    """The answer, its opinion in words, and the answers to the decider's own questions. ``shareable``: the applicant may
    read the opinion too."""

    answer: Answer
    opinion: str
    answered_on: date
    by: str
    answers: dict[str, str | bool] = field(default_factory=dict)
    shareable: bool = False


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
    files: tuple[ShownFile, ...] = ()
    round: int = 1
    requested: bool = True
    shared: bool = True
    answer_count: int = 0
    reopenings: int = 0
    outcome: str | None = None
    """What the rules made of all answers, as far as it is known here."""
    history: tuple[Happening, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Whether the answer should have come before today."""
        return self.status is Status.OPEN and self.due_on is not None and self.due_on < today


def with_line(review: Review, line: Happening) -> Review:
    """The review with one more line of history."""
    return replace(review, history=(*review.history, line)[-MOST_LINES:])


def check_answerable(review: Review) -> None:
    """Return for a review that is not closed, and whose dossier has arrived."""
    require_status("review", review.status, (Status.OPEN, Status.ANSWERED), "answer it")
    if not (review.requested and review.shared):
        raise RuleError("", "dossier-not-arrived", "what the dossier shows is still on its way from where it is kept")


def answer(review: Review, given: Given, line: Happening, *, final: bool) -> Review:
    """Answer, or change the answer as long as the outcome is not ``final``; after that only when it was reopened."""
    check_answerable(review)
    if review.status is Status.ANSWERED and final:
        detail = "the outcome is final; the dossier's coordinator can reopen this answer, with a reason"
        raise RuleError("", "outcome-final", detail)
    return with_line(replace(review, status=Status.ANSWERED, given=given, answer_count=review.answer_count + 1), line)


def reopen(review: Review, number: int, line: Happening) -> Review:
    """OPEN again. A reopening that came before, or comes to a closed review, changes nothing."""
    if number <= review.reopenings or review.status is Status.CLOSED:
        return review
    return with_line(replace(review, status=Status.OPEN, reopenings=number), line)


def show(review: Review, shown: tuple[ShownField, ...], files: tuple[ShownFile, ...], line: Happening) -> Review:
    """What the dossier shows now. Nothing changes when it is the same, nor in a closed review."""
    if review.status is Status.CLOSED or (review.shown, review.files) == (shown, files):
        return review
    return with_line(replace(review, shown=shown, files=files), line)


def close(review: Review, line: Happening, *, forget: bool) -> Review:
    """CLOSED; ``forget`` also removes what it shows and what was said, for a person who was erased."""
    closed = review if review.status is Status.CLOSED else with_line(replace(review, status=Status.CLOSED), line)
    if not forget:
        return closed
    given = review.given and replace(review.given, opinion="", answers={})
    history = tuple(replace(one, detail="") for one in closed.history)
    return replace(closed, shown=(), files=(), given=given, history=history)


def blank(application_id: str, *, home: str, decider: str, round_: int, today: date) -> Review:
    """A review of which nothing has come yet but its name: no partner's people see it, and nobody can answer it."""
    return Review(
        application_id=application_id,
        person_id="",
        programme_id="",
        scheme="",
        school_year="",
        home=home,
        coordinator="",
        decider=decider,
        label=decider,
        partner="",
        role="",
        kind=DeciderKind.DECISION,
        requested_on=today,
        round=round_,
        requested=False,
        shared=False,
    )
