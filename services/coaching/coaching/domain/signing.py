"""Signatures and absences (ATT-01): each person signs for themselves, once per half-day, while the session is on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coaching.domain.errors import InputError, RuleError
from coaching.domain.school_time import HalfDay, end_of_day
from coaching.domain.session import (
    AbsenceReason,
    Mark,
    Session,
    Status,
    expected_attendees,
    require_unsealed,
)

BEFORE_START = timedelta(minutes=15)
_OPEN = (Status.CONFIRMED, Status.HELD, Status.REPORTED)


def signed(session: Session, person_id: str, half_day: HalfDay, members: Sequence[str], now: datetime) -> Session:
    """ATT-01: a signature, from 15 minutes before the start to the end of the day in Europe/Paris.

    Signing again changes nothing. Whoever was noted as absent and signs after all is present.
    """
    _require_open(session)
    _require_expected(session, person_id, members)
    _require_half_day(session, half_day)
    opens_at, closes_at = session.starts_at - BEFORE_START, end_of_day(session.starts_at)
    if not opens_at <= now < closes_at:
        raise RuleError(
            "att-01-outside-window",
            f"signatures are taken from {opens_at.isoformat()} until {closes_at.isoformat()}; it is {now.isoformat()}",
        )
    known = _mark(session, person_id, half_day)
    if known is not None and known.signed_at is not None:
        return session
    return _with_marks(session, Mark(person_id, half_day, signed_at=now))


def absent(
    session: Session,
    person_id: str,
    reason: AbsenceReason,
    members: Sequence[str],
    half_day: HalfDay | None = None,
) -> Session:
    """An absence with its reason, for one half-day or for all of them. Never over a signature."""
    _require_open(session)
    _require_expected(session, person_id, members)
    if half_day is not None:
        _require_half_day(session, half_day)
    wanted = (half_day,) if half_day else session.half_days
    known = [_mark(session, person_id, one) for one in wanted]
    if any(mark is not None and mark.signed_at is not None for mark in known):
        raise RuleError("att-01-already-signed", "this person has signed and was present")
    return _with_marks(session, *(Mark(person_id, one, absence=reason) for one in wanted))


def _with_marks(session: Session, *marks: Mark) -> Session:
    replaced = {(mark.person_id, mark.half_day) for mark in marks}
    kept = tuple(mark for mark in session.marks if (mark.person_id, mark.half_day) not in replaced)
    return replace(session, marks=(*kept, *marks))


def _mark(session: Session, person_id: str, half_day: HalfDay) -> Mark | None:
    return next((one for one in session.marks if (one.person_id, one.half_day) == (person_id, half_day)), None)


def _require_open(session: Session) -> None:
    require_unsealed(session)
    if session.status not in _OPEN:
        raise RuleError("att-01-not-open", f"the session is {session.status}; its sheet opens when it is CONFIRMED")


def _require_expected(session: Session, person_id: str, members: Sequence[str]) -> None:
    if person_id not in expected_attendees(session, members):
        raise RuleError("att-01-not-expected", f"{person_id} is not expected at this session")


def _require_half_day(session: Session, half_day: HalfDay) -> None:
    if half_day not in session.half_days:
        raise InputError("half_day", "is not one of this session", ", ".join(session.half_days))
