"""A session and its states (domain §8.9).

    PLANNED ──► CONFIRMED ──► HELD ──► REPORTED ──► SEALED
       └────────────┴──► CANCELLED

A workshop is CONFIRMED from the start, because it is opened with its place, and may be sealed without a report.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from coaching.domain.attendance import SessionReport
from coaching.domain.errors import InputError, RuleError
from coaching.domain.school_time import HalfDay, half_days, paris_day

SHORTEST = timedelta(minutes=15)


class SessionKind(StrEnum):
    """What a session is for."""

    GROUP_COACHING = "group_coaching"
    WORKSHOP = "workshop"


class Status(StrEnum):
    """The states of a session."""

    PLANNED = "PLANNED"
    CONFIRMED = "CONFIRMED"
    HELD = "HELD"
    REPORTED = "REPORTED"
    SEALED = "SEALED"
    CANCELLED = "CANCELLED"


class AbsenceReason(StrEnum):
    """Why somebody is absent. Codes only: the details of an illness are nobody's business here."""

    MEDICAL = "medical"
    EXAM = "exam"
    SCHOOL = "school"
    FAMILY = "family"
    TRANSPORT = "transport"
    OTHER = "other"
    UNEXCUSED = "unexcused"


@dataclass(frozen=True)
class Mark:
    """One person on one half-day: a signature, or an absence with its reason."""

    person_id: str
    half_day: HalfDay
    signed_at: datetime | None = None
    absence: AbsenceReason | None = None


@dataclass(frozen=True)
class Workshop:
    """What a workshop has and a group session has not."""

    topic_code: str
    title: str
    places: int
    registered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seal:
    """The end of a sheet: the SHA-256 of its canonical content, when, and by whom."""

    sha256: str
    sealed_at: datetime
    sealed_by: str


@dataclass(frozen=True)
class Session:
    """A session. ``attendees`` are those whose signature or absence is needed; fixed when the session is held."""

    group_id: str
    group_code: str
    partner: str
    coordinator: str
    scheme: str | None
    kind: SessionKind
    starts_at: datetime
    ends_at: datetime
    status: Status = Status.PLANNED
    place: str = ""
    trainer_id: str | None = None
    trainer_signed_at: datetime | None = None
    attendees: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    report: SessionReport | None = None
    report_version: int = 0
    workshop: Workshop | None = None
    seal: Seal | None = None
    cancelled_because: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def half_days(self) -> tuple[HalfDay, ...]:
        """The half-days to sign."""
        return half_days(self.starts_at, self.ends_at)

    @property
    def minutes(self) -> int:
        """Its duration."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def scheduled(session: Session, *, period: tuple[date, date], now: datetime, closed_days: Collection[date]) -> Session:
    """A session that is added by hand, checked: in the future, on one day, inside the group's period. On a public
    holiday it is only warned about (domain §6.1)."""
    starts_at, ends_at = session.starts_at.astimezone(UTC), session.ends_at.astimezone(UTC)
    day = paris_day(starts_at)
    if ends_at - starts_at < SHORTEST:
        raise InputError("ends_at", "is too close to the start", f"at least {SHORTEST} after starts_at")
    if paris_day(ends_at) != day:
        raise InputError("ends_at", "is on another day", f"an instant on {day} in Europe/Paris")
    if starts_at <= now:
        raise InputError("starts_at", "is not in the future", f"after {now.isoformat()}")
    if not period[0] <= day <= period[1]:
        raise InputError("starts_at", "is outside the group's period", f"a day from {period[0]} to {period[1]}")
    warnings = ("public-holiday",) if day in closed_days else ()
    return replace(session, starts_at=starts_at, ends_at=ends_at, warnings=warnings)


def confirmed(session: Session, place: str, trainer_id: str) -> Session:
    """PLANNED → CONFIRMED: there is a place and a trainer."""
    _require(session, "confirmed", Status.PLANNED)
    return replace(session, status=Status.CONFIRMED, place=place, trainer_id=trainer_id)


def held(session: Session, trainer_id: str, members: Sequence[str], now: datetime) -> Session:
    """CONFIRMED → HELD: the trainer signs, and the list of those who have to sign or be excused is fixed."""
    _require(session, "held", Status.CONFIRMED)
    if now < session.starts_at:
        raise RuleError("session-not-started", f"the session starts at {session.starts_at.isoformat()}")
    expected = expected_attendees(session, members)
    marked = tuple(dict.fromkeys(mark.person_id for mark in session.marks if mark.person_id not in expected))
    return replace(
        session,
        status=Status.HELD,
        trainer_id=trainer_id,
        trainer_signed_at=now,
        attendees=(*expected, *marked),
    )


def reported(session: Session, report: SessionReport) -> Session:
    """HELD → REPORTED, or a new version of the report; all four parts say something."""
    _require(session, "reported", Status.HELD, Status.REPORTED)
    for part in ("objectives", "done", "difficulties", "evolutions"):
        if not getattr(report, part).strip():
            raise InputError(part, "is empty", "some text: a report has four parts")
    if report == session.report:
        return session
    return replace(session, status=Status.REPORTED, report=report, report_version=session.report_version + 1)


def cancelled(session: Session, reason: str) -> Session:
    """PLANNED or CONFIRMED → CANCELLED, with a reason. Nobody has signed yet."""
    _require(session, "cancelled", Status.PLANNED, Status.CONFIRMED)
    if any(mark.signed_at for mark in session.marks):
        raise RuleError("session-signed", "somebody has signed this session: it took place")
    return replace(session, status=Status.CANCELLED, cancelled_because=reason)


def expected_attendees(session: Session, members: Sequence[str]) -> tuple[str, ...]:
    """Whose signature counts: as fixed when held; before that the registered of a workshop, or the group's members."""
    if session.attendees:
        return session.attendees
    return session.workshop.registered if session.workshop else tuple(members)


def require_unsealed(session: Session) -> None:
    """ATT-02: a sealed sheet does not change any more."""
    if session.status is Status.SEALED:
        raise RuleError("att-02-sealed", "the attendance sheet is sealed and cannot change any more")


def _require(session: Session, verb: str, *allowed: Status) -> None:
    require_unsealed(session)
    if session.status not in allowed:
        states = " or ".join(allowed)
        raise RuleError(f"session-cannot-be-{verb}", f"the session is {session.status}; it has to be {states}")
