"""One of the two tutors of a status: a teacher, and a professional from outside. Named, asked, and only then a tutor.

INVITED ──accepts──► CONFIRMED          INVITED ──declines──► DECLINED
any ──somebody else is named──► INVITED, with the former one in the history          any ──the status ended──► ENDED

The one who is asked answers behind a secret link, because a professional has no login; whoever has a login may then see what
they follow. A name alone is nobody's promise: that is why "named" and "confirmed" are two things.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from enrolment.domain.errors import RuleError, require_status

TOKEN_BYTES = 32
LONGEST_TOKEN = 200
LINK_DAYS = 60


class TutorRole(StrEnum):
    """Which of the two."""

    TEACHER = "teacher"
    PROFESSIONAL = "professional"


class TutoringStatus(StrEnum):
    """Where the asking stands."""

    INVITED = "INVITED"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    ENDED = "ENDED"


COUNTED = (TutoringStatus.INVITED, TutoringStatus.CONFIRMED)


@dataclass(frozen=True)
class TutorName:
    """Who is named."""

    given_name: str
    family_name: str
    email: str
    organisation: str = ""
    skill: str = ""


@dataclass(frozen=True)
class FormerTutor:
    """Who was named before, and how that ended."""

    tutor: TutorName
    status: TutoringStatus
    invited_at: datetime
    until: datetime
    reason: str = ""


@dataclass(frozen=True)
class Tutoring:
    """One place of a tutor in one status. ``account`` is the login of a tutor who has one."""

    status_id: str
    person_id: str
    coordinator: str
    school_year: str
    role: TutorRole
    tutor: TutorName
    email: str
    status: TutoringStatus
    invited_at: datetime
    invited_by: str
    link_until: date
    link_digest: str | None = None
    answered_at: datetime | None = None
    account: str | None = None
    past: tuple[FormerTutor, ...] = ()
    scheme: str = "snee"
    emptied: bool = False

    def __post_init__(self) -> None:
        """The address follows from the tutor, and is there to be searched."""
        object.__setattr__(self, "email", self.tutor.email)


def link_end(on: date) -> date:
    """The last day on which a link opens."""
    return on + timedelta(days=LINK_DAYS)


def replaced_by(known: Tutoring, new: Tutoring, reason: str) -> Tutoring:
    """Another tutor in the same place, or the same one asked again: what was goes into the history, and its link ends."""
    if known.status is TutoringStatus.CONFIRMED and known.email == new.email:
        raise RuleError("", "tutor-confirmed", "this tutor has accepted already")
    former = FormerTutor(known.tutor, known.status, known.invited_at, new.invited_at, reason)
    return replace(new, past=(*known.past, former))


def accept(known: Tutoring, at: datetime, account: str | None = None) -> Tutoring:
    """CONFIRMED; the same answer again changes nothing but the login."""
    if known.status is TutoringStatus.CONFIRMED:
        return replace(known, account=account or known.account)
    require_status("tutor", known.status, (TutoringStatus.INVITED,), "accept")
    return replace(known, status=TutoringStatus.CONFIRMED, answered_at=at, account=account)


def decline(known: Tutoring, at: datetime) -> Tutoring:
    """DECLINED; somebody else can be named."""
    if known.status is TutoringStatus.DECLINED:
        return known
    require_status("tutor", known.status, (TutoringStatus.INVITED,), "decline")
    return replace(known, status=TutoringStatus.DECLINED, answered_at=at)


def ended(known: Tutoring) -> Tutoring:
    """ENDED with its status: the link leads nowhere from now on."""
    return replace(known, status=TutoringStatus.ENDED, link_digest=None) if known.status in COUNTED else known


def digest_of(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def forgotten(known: Tutoring) -> Tutoring:
    """Without the names of tutors: when the student is erased nobody has to know who followed them."""
    nobody = TutorName("", "", "")
    return replace(ended(known), tutor=nobody, link_digest=None, account=None, past=(), emptied=True)


def missing_roles(tutorings: tuple[Tutoring, ...], *, student: bool) -> tuple[TutorRole, ...]:
    """The places without a confirmed tutor. SNEE-05 asks a student for a teacher; the professional is a right of everybody."""
    confirmed = {one.role for one in tutorings if one.status is TutoringStatus.CONFIRMED}
    needed = (TutorRole.TEACHER, TutorRole.PROFESSIONAL) if student else (TutorRole.PROFESSIONAL,)
    return tuple(role for role in needed if role not in confirmed)
