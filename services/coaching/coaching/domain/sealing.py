"""Sealing (ATT-02): the sheet's content is written in one canonical way and hashed; from then on it does not change.

The content names people by their ids only, so that erasing somebody's name later does not break the seal.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from coaching.domain.errors import RuleError
from coaching.domain.session import AbsenceReason, Seal, Session, SessionKind, Status, require_unsealed

CHAIN = timedelta(minutes=1)
NEAR_THE_END = timedelta(minutes=15)


@dataclass(frozen=True)
class Presence:
    """What one person's attendance comes to: minutes present, and when absent for a part whether that is excused."""

    person_id: str
    minutes: int
    absence: str | None
    """``excused`` or ``unexcused``; None when all half-days are signed. The reason itself stays on the sheet."""


def sealed(session: Session, sealed_by: str, now: datetime) -> Session:
    """REPORTED → SEALED (a workshop also from HELD), when everybody has signed or is excused for every half-day."""
    require_unsealed(session)
    ready = {Status.REPORTED} if session.kind is SessionKind.GROUP_COACHING else {Status.HELD, Status.REPORTED}
    if session.status not in ready:
        states = " or ".join(sorted(ready))
        raise RuleError("att-02-not-ready", f"the session is {session.status}; it has to be {states} to be sealed")
    if now < session.ends_at:
        raise RuleError(
            "att-02-before-end", f"the session ends at {session.ends_at.isoformat()}; it is sealed after it"
        )
    missing = missing_marks(session)
    if missing:
        raise RuleError("att-02-incomplete", f"neither signed nor excused: {', '.join(missing)}")
    warnings = (*session.warnings, *(("signed-in-a-chain",) if _chain_signed(session) else ()))
    complete = replace(session, status=Status.SEALED, warnings=warnings)
    return replace(complete, seal=Seal(fingerprint(complete), now, sealed_by))


def missing_marks(session: Session) -> list[str]:
    """``<person>/<half-day>`` of everybody expected who has neither signed nor a reason."""
    marked = {(mark.person_id, mark.half_day) for mark in session.marks}
    return [
        f"{person}/{half_day}"
        for person in session.attendees
        for half_day in session.half_days
        if (person, half_day) not in marked
    ]


def presences(session: Session) -> list[Presence]:
    """The attendance of everybody expected. Where a session has two half-days, each is worth half of its minutes."""
    return [_presence(session, person) for person in session.attendees]


def fingerprint(session: Session) -> str:
    """SHA-256 of the canonical content, in hexadecimal."""
    return hashlib.sha256(canonical(session)).hexdigest()


def canonical(session: Session) -> bytes:
    """The content as UTF-8 JSON: keys sorted, no spaces, instants in UTC, marks in the order of person and half-day."""
    report = session.report
    content: dict[str, Any] = {
        "group_id": session.group_id,
        "group_code": session.group_code,
        "kind": session.kind.value,
        "title": session.workshop.title if session.workshop else None,
        "place": session.place,
        "starts_at": _instant(session.starts_at),
        "ends_at": _instant(session.ends_at),
        "trainer": {"id": session.trainer_id, "signed_at": _instant(session.trainer_signed_at)},
        "marks": sorted(
            (
                [mark.person_id, mark.half_day.value, _instant(mark.signed_at), mark.absence and mark.absence.value]
                for mark in session.marks
            ),
            key=lambda row: row[:2],
        ),
        "report": report
        and {
            "objectives": report.objectives,
            "done": report.done,
            "difficulties": report.difficulties,
            "evolutions": report.evolutions,
        },
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def is_intact(session: Session) -> bool:
    """Whether a sealed session still has the content that was sealed."""
    return session.seal is not None and session.seal.sha256 == fingerprint(session)


def _presence(session: Session, person_id: str) -> Presence:
    marks = [mark for mark in session.marks if mark.person_id == person_id]
    signed = sum(1 for mark in marks if mark.signed_at is not None)
    absences = [mark.absence for mark in marks if mark.absence is not None]
    absence = None
    if absences:
        absence = "unexcused" if AbsenceReason.UNEXCUSED in absences else "excused"
    return Presence(person_id, session.minutes * signed // len(session.half_days), absence)


def _chain_signed(session: Session) -> bool:
    """All signatures within a minute, near the end: what courts do not believe (domain §6.1)."""
    instants = sorted(mark.signed_at for mark in session.marks if mark.signed_at is not None)
    if len(instants) < 2:
        return False
    return instants[-1] - instants[0] < CHAIN and instants[0] >= session.ends_at - NEAR_THE_END


def _instant(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")
