"""The attendance sheet as it is printed: every fact of one session that an auditor asks for, and nothing to look up.

Pure data, made by a use case and rendered by ``coaching.documents.attendance_pdf``. Names are on the sheet only when the
deployment knows them; otherwise the member's number stands for the person.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AttendanceRow:
    """One person and one half-day: signed at an instant, or absent for a reason, or neither yet."""

    person_id: str
    label: str
    """The display name, or ``Membre n° 3`` when no name is known."""
    half_day: str
    """``AM`` or ``PM``."""
    signed_at: datetime | None = None
    absence_reason: str | None = None
    """A code of ``session.AbsenceReason``: medical, exam, school, family, transport, other, unexcused."""


@dataclass(frozen=True)
class SessionReport:
    """What the coach wrote about a session: four parts, all of them non-empty (domain §8.9)."""

    objectives: str
    done: str
    difficulties: str
    evolutions: str


@dataclass(frozen=True)
class AttendanceSheet:
    """A whole sheet. Instants are aware (UTC); the document shows them in Europe/Paris."""

    session_id: str
    group_code: str
    kind: str
    """``group_coaching`` or ``workshop``."""
    title: str
    """In French, for people: the workshop's title, or ``Séance de coaching de groupe``."""
    place: str
    starts_at: datetime
    ends_at: datetime
    trainer_name: str
    trainer_signed_at: datetime | None
    organisations: tuple[str, ...]
    rows: tuple[AttendanceRow, ...]
    report: SessionReport | None = None
    seal: str | None = None
    """SHA-256 (64 hexadecimal digits) of the canonical content; None on a sheet that is not sealed yet."""
    sealed_at: datetime | None = None
