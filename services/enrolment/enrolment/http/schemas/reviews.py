"""Models of reviews, and of where the deciders of a dossier stand."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.applications.application import Application, Status
from enrolment.domain.deciders.place import Place, Standing
from enrolment.domain.deciders.review import Review, Status as ReviewStatus
from enrolment.domain.deciders.visible import VisibleView
from enrolment.domain.programmes.decider import Answer, DeciderKind, QuestionType
from enrolment.http.schemas.texts import Text
from enrolment.usecases.deciders.count_reviews import Waiting
from essaim.contracts.types import Code
from essaim.kit.aggregate import Stored

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class AnswerIn(BaseModel):
    """A decider's answer. A refusal needs an opinion; ``shareable`` lets the applicant read it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "answer": "accept",
                    "opinion": "Projet réaliste, équipe motivée",
                    "answers": {"d2e": True},
                    "shareable": False,
                }
            ]
        },
    )

    answer: Answer
    opinion: Words = ""
    answers: dict[Code, bool | Words | None] = Field(default_factory=dict, max_length=50)
    shareable: bool = False


class ReopeningIn(BaseModel):
    """Why a decider may answer again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Pièce nouvelle au dossier"}]})

    reason: Text


class QuestionOut(BaseModel):
    """A question of the decider."""

    key: str
    label: str
    type: QuestionType
    choices: list[str]
    required: bool


class ShownOut(BaseModel):
    """A field of the dossier, as people read it."""

    step: str
    name: str
    label: str
    value: str


class FileOut(BaseModel):
    """A file of the dossier."""

    kind: str
    sha256: str
    name: str
    media_type: str
    size: int


class GivenOut(BaseModel):
    """What was answered."""

    answer: Answer
    opinion: str
    answered_on: date
    by: str
    answers: dict[str, str | bool]
    shareable: bool


class LineOut(BaseModel):
    """A line of history."""

    at: datetime
    actor: str
    action: str
    detail: str


class ReviewOut(BaseModel):
    """A review in a list: nothing of what the dossier says."""

    id: str
    version: int
    application_id: str
    programme_id: str
    scheme: str
    school_year: str
    home: str
    decider: str
    label: str
    partner: str
    role: str
    kind: DeciderKind
    requested_on: date
    due_on: date | None
    overdue: bool
    by_committee: bool
    committee_id: str | None
    status: ReviewStatus
    answer: Answer | None
    outcome: str | None

    @classmethod
    def of(cls, stored: Stored[Review], today: date) -> Self:
        """From what is stored."""
        return cls.model_validate(_listed(stored, today))


class ReviewDetailOut(ReviewOut):
    """A review with exactly what the decider may see of the dossier."""

    arrived: bool = Field(description="False while what the dossier shows is on its way from where it is kept")
    questions: list[QuestionOut]
    shown: list[ShownOut]
    files: list[FileOut]
    given: GivenOut | None
    history: list[LineOut]

    @classmethod
    def of(cls, stored: Stored[Review], today: date) -> Self:
        """From what is stored."""
        review = stored.state
        detail = {
            "arrived": review.requested and review.shared,
            "questions": [vars(one) for one in review.questions],
            "shown": [vars(one) for one in review.shown],
            "files": [vars(one) for one in review.files],
            "given": review.given and vars(review.given),
            "history": [vars(one) for one in review.history],
        }
        return cls.model_validate(_listed(stored, today) | detail)


class VisibleOut(BaseModel):
    """The part of a dossier that a decider may see, where it is kept."""

    application_id: str
    decider: str
    shown: list[ShownOut]
    files: list[FileOut]

    @classmethod
    def of(cls, application_id: str, decider: str, view: VisibleView) -> Self:
        """From the view."""
        shown, files = [vars(one) for one in view.shown], [vars(one) for one in view.files]
        return cls.model_validate(
            {"application_id": application_id, "decider": decider, "shown": shown, "files": files}
        )


class PlaceOut(BaseModel):
    """One decider. ``answer`` and ``opinion`` are there only for those who may know them."""

    decider: str
    label: str
    partner: str
    role: str
    kind: DeciderKind
    standing: Standing
    asked_on: date | None
    due_on: date | None
    answered_on: date | None
    reopened: bool
    answer: Answer | None
    opinion: str | None
    answers: dict[str, str | bool]


class DecidersOut(BaseModel):
    """The deciders of a dossier, and what their answers make of it so far."""

    application_id: str
    status: Status
    waiting_rank: int | None
    deciders: list[PlaceOut]

    @classmethod
    def of(cls, stored: Stored[Application], found: tuple[Place, ...]) -> Self:
        """From the places of the deciders."""
        return cls(
            application_id=stored.id,
            status=stored.state.status,
            waiting_rank=stored.state.waiting_rank,
            deciders=[PlaceOut.model_validate(vars(one)) for one in found],
        )


class WaitingOut(BaseModel):
    """How many reviews of one decider wait for an answer."""

    partner: str
    decider: str
    role: str
    programme_id: str
    scheme: str
    waiting: int
    overdue: int
    without_agenda: int


class CountsOut(BaseModel):
    """What waits for the caller and their colleagues."""

    waiting: int
    overdue: int
    without_agenda: int
    deciders: list[WaitingOut]

    @classmethod
    def of(cls, found: list[Waiting]) -> Self:
        """With the sums."""
        return cls(
            waiting=sum(one.waiting for one in found),
            overdue=sum(one.overdue for one in found),
            without_agenda=sum(one.without_agenda for one in found),
            deciders=[WaitingOut.model_validate(vars(one)) for one in found],
        )


def _listed(stored: Stored[Review], today: date) -> dict[str, object]:
    review = stored.state
    answer = review.given.answer if review.given else None
    return vars(review) | {
        "id": stored.id,
        "version": stored.version,
        "overdue": review.is_overdue(today),
        "answer": answer,
    }
