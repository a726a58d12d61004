"""Events of committees: when they meet, what they decided in figures, letters, places, and deadlines that come near."""

from datetime import date, datetime

from pydantic import Field

from essaim.contracts.enrolment_deciders import CodedAnswer
from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id, PartnerId, Scheme


@event("enrolment.committee_scheduled.v1")
class CommitteeScheduled(EventData):
    """A committee meets at an instant; dossiers sent until ``last_application_on`` are on its agenda. Told again when it moves.
    ``member_ids`` are the token subjects of its members."""

    committee_id: Id
    partner: PartnerId
    decider: Code
    scheme: Scheme
    held_at: datetime
    last_application_on: date
    programme_ids: list[Id]
    member_ids: list[Id]


@event("enrolment.committee_cancelled.v1")
class CommitteeCancelled(EventData):
    """A committee does not meet; its dossiers wait for the next one."""

    committee_id: Id
    partner: PartnerId
    decider: Code
    scheme: Scheme


@event("enrolment.committee_held.v1")
class CommitteeHeld(EventData):
    """A committee met and decided; how many dossiers, by result, and how many it carried over to the next one."""

    committee_id: Id
    partner: PartnerId
    decider: Code
    scheme: Scheme
    held_at: datetime
    accepted: int = Field(ge=0)
    refused: int = Field(ge=0)
    waiting: int = Field(ge=0)
    carried_over: int = Field(ge=0)


@event("enrolment.decision_letter_issued.v1")
class DecisionLetterIssued(EventData):
    """The letter with a committee's decision can be read by the applicant, who is told by mail: said by the deployment that keeps
    the dossier, ``home``. ``answer`` is ``accept``, ``refuse`` or ``wait``: also for who was accepted when no place was left."""

    committee_id: Id
    review_id: Id
    application_id: Id
    person_id: Id
    home: PartnerId
    answer: Code


@event("enrolment.decision_letter_sent.v1", exchange=PERSONAL)
class DecisionLetterSent(EventData):
    """The letter with a committee's decision on a dossier that another deployment keeps, ``home``: all that it says but the
    applicant's name and address, which are there. ``number`` is the answer that it tells, as ``decision_recorded`` counts them.
    The home keeps it, believes only the deployment that its programme names for the decider, and tells by
    ``decision_letter_issued`` when it can be read."""

    home: PartnerId
    application_id: Id
    review_id: Id
    decider: Code
    partner: PartnerId
    committee_id: Id
    number: int = Field(ge=1)
    held_at: datetime
    answer: Code
    answers: list[CodedAnswer]
    opinion: str
    organisation: str
    address: list[str]
    place: str
    signatory: str
    appeal: str


@event("enrolment.place_offered.v1")
class PlaceOffered(EventData):
    """A place was free: the next of the waiting list is offered it until the end of ``confirm_by``, and told by mail, as is
    a minor's guardian."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme
    confirm_by: date


@event("enrolment.place_lapsed.v1")
class PlaceLapsed(EventData):
    """An offered place was declined, or not confirmed in time: it goes to the next. ``reason`` is ``declined`` or ``expired``."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme
    reason: Code


@event("enrolment.deadline_approaching.v1")
class DeadlineApproaching(EventData):
    """A day comes near on which something has to be done. ``what`` is ``dossier-not-sent``, ``decision-due``,
    ``committee-agenda``, ``place-confirmation``, ``erasure-due`` or ``status-expires``; it concerns a person, or a role at a
    partner. Told once for each step of days before."""

    what: Code
    subject_id: Id
    due_on: date
    days_left: int = Field(ge=0)
    scheme: Scheme | None = None
    person_id: Id | None = None
    partner: PartnerId | None = None
    role: Code | None = None
