"""What goes in and out over HTTP. Requests refuse unknown fields; every text and list has a bound."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from coaching.domain.resolution import Resolution, ShareRule, Vote
from coaching.domain.school_time import HalfDay
from coaching.domain.session import AbsenceReason, SessionKind, Status
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [values]})


class SessionIn(BaseModel):
    """A coaching session beside those of the plan. A workshop is opened at ``/v1/workshops``."""

    model_config = _example(
        group_id="0198f0a0-0000-7000-8000-000000000001",
        kind="group_coaching",
        starts_at="2026-10-08T14:00:00+02:00",
        ends_at="2026-10-08T16:00:00+02:00",
        place="Salle 204",
    )
    group_id: Id
    kind: Literal["group_coaching"] = "group_coaching"
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: ShortText


class WorkshopIn(BaseModel):
    """A workshop for a group."""

    model_config = _example(
        group_id="0198f0a0-0000-7000-8000-000000000001",
        topic_code="PRICING",
        title="Fixer ses prix",
        starts_at="2026-11-19T10:00:00+01:00",
        ends_at="2026-11-19T11:30:00+01:00",
        places=6,
        place="Salle 204",
    )
    group_id: Id
    topic_code: Code
    title: ShortText
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    places: int = Field(ge=1, le=500)
    place: ShortText


class ConfirmationIn(BaseModel):
    """Where the session takes place."""

    model_config = _example(place="Salle 204")
    place: ShortText


class CancellationIn(BaseModel):
    """Why it does not: a code without spaces, because it is published."""

    model_config = _example(reason="coach-unavailable")
    reason: Code


class SignatureIn(BaseModel):
    """The half-day that the caller signs for themselves."""

    model_config = _example(half_day="PM")
    half_day: HalfDay


class AbsenceIn(BaseModel):
    """Who is absent and why; without a half-day, for all of the session."""

    model_config = _example(person_id="0198f0a0-0000-7000-8000-000000000002", reason="medical")
    person_id: Id
    reason: AbsenceReason
    half_day: HalfDay | None = None


class ReportBody(BaseModel):
    """The four parts of a report."""

    model_config = _example(
        objectives="Choisir la gamme de lancement.",
        done="Trois modèles retenus.",
        difficulties="Délai de livraison de la maille.",
        evolutions="Chercher un second fournisseur.",
    )
    objectives: LongText
    done: LongText
    difficulties: LongText
    evolutions: LongText


class BallotIn(BaseModel):
    """One member's vote."""

    model_config = _example(person_id="0198f0a0-0000-7000-8000-000000000002", vote="for")
    person_id: Id
    vote: Vote


class ResolutionIn(BaseModel):
    """The vote of an assembly on the share rule. Weights for POINTS and CUSTOM only, one for each member."""

    model_config = _example(
        rule="HOURS",
        ballots=[{"person_id": "0198f0a0-0000-7000-8000-000000000002", "vote": "for"}],
        held_on="2027-06-09",
    )
    rule: ShareRule
    weights: dict[Id, int] = Field(default_factory=dict, max_length=500)
    ballots: list[BallotIn] = Field(min_length=1, max_length=500)
    held_on: date


class MarkOut(BaseModel):
    """A signature or an absence. The reason is for the coach and the person; others read excused or unexcused."""

    person_id: str
    half_day: HalfDay
    signed_at: datetime | None
    absence: str | None


class WorkshopOut(BaseModel):
    """What a workshop has besides."""

    topic_code: str
    title: str
    places: int
    places_left: int
    registered: list[str]


class SealOut(BaseModel):
    """The seal of the sheet."""

    sha256: str
    sealed_at: datetime


class SessionOut(BaseModel):
    """A session. ``report`` is null for those who may not read the coach's notes; ``report_version`` tells if there is one."""

    id: str
    version: int
    group_id: str
    group_code: str
    kind: SessionKind
    status: Status
    starts_at: datetime
    ends_at: datetime
    minutes: int
    half_days: list[HalfDay]
    place: str
    trainer_id: str | None
    trainer_signed_at: datetime | None
    workshop: WorkshopOut | None
    attendance: list[MarkOut]
    report: ReportBody | None
    report_version: int
    seal: SealOut | None
    cancelled_because: str | None
    warnings: list[str]


class PlanOut(BaseModel):
    """The year's plan of a group. ``skipped`` are the Wednesdays that are public holidays."""

    id: str
    version: int
    group_id: str
    session_minutes: int
    session_starts: list[datetime]
    skipped: list[date]


class ResolutionOut(BaseModel):
    """An adopted resolution. The ballots stay in the record."""

    id: str
    version: int
    group_id: str
    status: Literal["adopted"] = "adopted"
    rule: ShareRule
    weights: dict[str, int]
    votes_for: int
    votes_against: int
    abstentions: int
    held_on: date

    @classmethod
    def of(cls, stored: Stored[Resolution]) -> "ResolutionOut":
        """The resolution for the wire."""
        state = stored.state
        return cls(
            id=stored.id,
            version=stored.version,
            group_id=state.group_id,
            rule=state.rule,
            weights=state.weights,
            votes_for=state.votes(Vote.FOR),
            votes_against=state.votes(Vote.AGAINST),
            abstentions=state.votes(Vote.ABSTAIN),
            held_on=state.held_on,
        )
