"""Events of the deciders: who is asked, what they answer, and what the rules make of the answers.

The words of people (what a dossier says, opinions, answers to free questions) are on ``personal`` only.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id, PartnerId, Scheme, SchoolYear

Choice = Annotated[str, StringConstraints(min_length=1, max_length=120)]
"""One of the choices that a programme lists, or ``true`` or ``false``: never what somebody typed."""


class CodedAnswer(BaseModel):
    """The answer to a question with listed choices, or with yes and no."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: Code
    choice: Choice


class FreeAnswer(BaseModel):
    """The answer to a question in the decider's own words."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: Code
    text: str


class AskedQuestion(BaseModel):
    """A question as the decider sees it. ``type`` is ``boolean``, ``choice`` or ``text``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: Code
    label: str
    type: Code
    choices: list[str] = []
    required: bool = False


class SharedField(BaseModel):
    """One field of a dossier, as people read it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    step: Code
    name: Code
    label: str
    value: str


class SharedFile(BaseModel):
    """A file of a dossier: its name and its hash. Its content is fetched where the dossier is kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Code
    sha256: Code
    name: str
    media_type: str
    size: int


@event("enrolment.decision_requested.v1")
class DecisionRequested(EventData):
    """A dossier was put to one of its deciders. ``deployment`` is the partner whose enrolment service makes the review of it;
    ``kind`` is ``decision`` or ``opinion``; ``round`` counts how often the dossier was put to this decider anew. The decider's
    office is told by mail. What the decider may see comes in ``dossier_shared``."""

    application_id: Id
    person_id: Id
    programme_id: Id
    review_id: Id
    round: int = Field(ge=1)
    decider: Code
    partner: PartnerId
    role: Code
    deployment: PartnerId
    kind: Code
    by_committee: bool = False
    coordinator: PartnerId
    scheme: Scheme
    school_year: SchoolYear
    requested_on: date
    due_on: date | None = None


@event("enrolment.dossier_shared.v1", exchange=PERSONAL)
class DossierShared(EventData):
    """What a decider at another deployment may see of a dossier, and what they are asked. Shared again whenever it changes;
    every deployment but the one named ignores it. ``label`` is the decider's name."""

    application_id: Id
    review_id: Id
    round: int = Field(ge=1)
    decider: Code
    deployment: PartnerId
    label: str
    questions: list[AskedQuestion]
    fields: list[SharedField]
    files: list[SharedFile]


@event("enrolment.decision_recorded.v1")
class DecisionRecorded(EventData):
    """A decider answered. ``home`` keeps the dossier and believes only the deployment that its programme names for the decider.
    ``number`` counts the answers of one review: a changed answer has the next one. ``shareable`` is whether the applicant may
    read the words, which come in ``opinion_given``."""

    home: PartnerId
    application_id: Id
    review_id: Id
    decider: Code
    partner: PartnerId
    kind: Code
    answer: Code
    answers: list[CodedAnswer]
    number: int = Field(ge=1)
    answered_on: date
    shareable: bool = False


@event("enrolment.opinion_given.v1", exchange=PERSONAL)
class OpinionGiven(EventData):
    """The words of an answer, for the deployment that keeps the dossier. It carries the codes too: either event is enough to
    record the answer, so that their order does not matter."""

    home: PartnerId
    application_id: Id
    review_id: Id
    decider: Code
    partner: PartnerId
    kind: Code
    answer: Code
    answers: list[CodedAnswer]
    number: int = Field(ge=1)
    answered_on: date
    shareable: bool = False
    opinion: str
    words: list[FreeAnswer]


@event("enrolment.decision_reopened.v1")
class DecisionReopened(EventData):
    """The coordinator lets a decider answer again although the outcome was final. ``number`` counts the reopenings."""

    application_id: Id
    review_id: Id
    decider: Code
    deployment: PartnerId
    number: int = Field(ge=1)


class ClosedReview(BaseModel):
    """One of the reviews of a dossier."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    review_id: Id
    round: int = Field(ge=1)
    decider: Code
    deployment: PartnerId


@event("enrolment.reviews_closed.v1")
class ReviewsClosed(EventData):
    """Nobody has to answer any more: ``reason`` is ``withdrawn``, ``transferred``, ``sent_again`` or ``erased``. After an
    erasure, whoever holds one of the reviews forgets what it shows and what was said in it."""

    application_id: Id
    reason: Code
    reviews: list[ClosedReview]


@event("enrolment.application_waitlisted.v1")
class ApplicationWaitlisted(EventData):
    """The deciders' answers put the application on the waiting list, at this rank."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme
    rank: int | None = None


@event("enrolment.outcome_derived.v1")
class OutcomeDerived(EventData):
    """What the programme's rules make of the answers is another than before: the deployments of its deciders show it.
    ``outcome`` is ACCEPTED, REFUSED or WAITING_LIST, and absent when no rule holds (any more)."""

    application_id: Id
    programme_id: Id
    scheme: Scheme
    outcome: Code | None = None
