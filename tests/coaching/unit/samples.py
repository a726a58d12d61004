"""Sessions to try the rules on: a group of three, a Wednesday afternoon in October."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coaching.domain.attendance import SessionReport
from coaching.domain.school_time import HalfDay
from coaching.domain.session import Session, SessionKind, Status, Workshop, confirmed, held
from coaching.domain.signing import signed

MEMBERS = ("ada", "ben", "cleo")
STARTS = datetime(2026, 10, 7, 12, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=2)
REPORT = SessionReport("Choisir la gamme.", "Trois modèles.", "Le délai.", "Un second fournisseur.")

PLANNED = Session(
    group_id="g1",
    group_code="ATELIER-MAILLE",
    partner="coopilote",
    coordinator="cmq-mma",
    scheme="student_cooperative",
    kind=SessionKind.GROUP_COACHING,
    starts_at=STARTS,
    ends_at=ENDS,
)
CONFIRMED = confirmed(PLANNED, "Salle 204", "coach-1")
WORKSHOP = replace(
    CONFIRMED,
    kind=SessionKind.WORKSHOP,
    workshop=Workshop("PRICING", "Fixer ses prix", places=2),
    status=Status.CONFIRMED,
)


def all_signed(session: Session = CONFIRMED, at: datetime = STARTS) -> Session:
    """The session with everybody's signature, held."""
    for person in MEMBERS:
        session = signed(session, person, HalfDay.PM, MEMBERS, at)
    return held(session, "coach-1", MEMBERS, at)
