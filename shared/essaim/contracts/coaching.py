"""Events that the coaching service publishes."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from essaim.contracts.coaching_privacy import (
    CoachingAccessAnswered as CoachingAccessAnswered,
    CoachingErasureApplied as CoachingErasureApplied,
)
from essaim.contracts.event import EventData, event
from essaim.contracts.types import Code, Id, Scheme


class SessionKind(StrEnum):
    """What a session is for."""

    GROUP_COACHING = "group_coaching"
    WORKSHOP = "workshop"


class ShareRule(StrEnum):
    """How an assembly may decide to share what a group earned."""

    EQUAL = "EQUAL"
    HOURS = "HOURS"
    POINTS = "POINTS"
    CUSTOM = "CUSTOM"


class Attendance(EventData):
    """The attendance of one person: minutes present, and a reason code when absent."""

    person_id: Id
    minutes: int = Field(ge=0)
    absence: Code | None = None


@event("coaching.plan_created.v1")
class PlanCreated(EventData):
    """The year's coaching plan of a group, with the start of each session."""

    plan_id: Id
    group_id: Id
    scheme: Scheme
    session_minutes: int
    session_starts: list[datetime]


@event("coaching.session_scheduled.v1")
class SessionScheduled(EventData):
    """A session has a place in the calendar."""

    session_id: Id
    group_id: Id
    kind: SessionKind
    starts_at: datetime
    ends_at: datetime


@event("coaching.session_cancelled.v1")
class SessionCancelled(EventData):
    """A session will not be held. ``reason`` is a code."""

    session_id: Id
    group_id: Id
    reason: Code


@event("coaching.session_held.v1")
class SessionHeld(EventData):
    """A session took place."""

    session_id: Id
    group_id: Id
    kind: SessionKind
    starts_at: datetime
    ends_at: datetime


@event("coaching.report_published.v1")
class ReportPublished(EventData):
    """The coach published the report of a session. Its text stays with the coaching service."""

    session_id: Id
    group_id: Id
    report_version: int


@event("coaching.attendance_sealed.v1")
class AttendanceSealed(EventData):
    """The attendance sheet of a session is sealed: ``seal`` is the SHA-256 of its canonical content."""

    session_id: Id
    group_id: Id
    kind: SessionKind
    held_on: date
    attendance: list[Attendance]
    seal: Code


@event("coaching.workshop_opened.v1")
class WorkshopOpened(EventData):
    """A workshop can be registered for."""

    session_id: Id
    group_id: Id
    topic_code: Code
    places: int
    starts_at: datetime
    ends_at: datetime


@event("coaching.place_confirmed.v1")
class PlaceConfirmed(EventData):
    """A person has a place in a workshop."""

    session_id: Id
    group_id: Id
    person_id: Id


@event("coaching.resolution_adopted.v1")
class ResolutionAdopted(EventData):
    """An assembly adopted a share rule, one member one vote. ``weights`` only for POINTS and CUSTOM."""

    resolution_id: Id
    group_id: Id
    rule: ShareRule
    weights: dict[Id, int] = Field(default_factory=dict)
    votes_for: int
    votes_against: int
    abstentions: int
    adopted_on: date


@event("coaching.closing_checked.v1")
class CoachingClosingChecked(EventData):
    """Coaching's answer in the closing of a group. ``open_items`` is empty when it is clear."""

    closing_id: Id
    group_id: Id
    clear: bool
    open_items: list[Code]


@event("coaching.copies_requested.v1")
class CopiesRequested(EventData):
    """This deployment made its copies anew, or is new: who knows names and addresses tells them again, on ``personal``."""

    request_id: Id
