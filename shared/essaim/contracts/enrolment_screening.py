"""Events of the screening of planned activities (CAE-10): codes only, no words of anybody."""

from essaim.contracts.event import EventData, event
from essaim.contracts.types import Code, Id, PartnerId, Scheme


@event("enrolment.activity_screened.v1")
class ActivityScreened(EventData):
    """A planned activity was screened, of an application or of a group. ``outcome``: CLEAR, REVIEW or REFUSED; ``reasons`` are
    the entries of the lists, as list and code, or INVESTMENT_ABOVE_THRESHOLD; ``run`` counts the screenings of one thing."""

    application_id: Id | None = None
    group_id: Id | None = None
    programme_id: Id
    scheme: Scheme
    carrier: PartnerId
    activity_code: Code
    run: int
    outcome: Code
    reasons: list[Code]


@event("enrolment.activity_reviewed.v1")
class ActivityReviewed(EventData):
    """The carrier decided on an activity that needed its look; the reason and the proof stay with enrolment."""

    application_id: Id | None = None
    group_id: Id | None = None
    programme_id: Id
    scheme: Scheme
    carrier: PartnerId
    run: int
    accepted: bool
