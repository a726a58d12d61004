"""A first question about the status from somebody at a lycée, followed by the local referent until it led somewhere.

OPEN ──answer──► ANSWERED ──applied──► APPLIED
  └──────────────────┴──close, with a reason──► CLOSED
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from enrolment.domain.errors import require_status


class ContactStatus(StrEnum):
    """Where it stands."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    APPLIED = "APPLIED"
    CLOSED = "CLOSED"


class AskerKind(StrEnum):
    """Who asks."""

    STUDENT = "student"
    TEACHER = "teacher"


@dataclass(frozen=True)
class Answered:
    """One answer of the referent."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True)
class Contact:
    """``coordinator`` is the partner whose referent follows it; ``referent_id`` is None when nobody is in charge there."""

    asker: AskerKind
    person_id: str
    given_name: str
    family_name: str
    email: str
    establishment: str
    question: str
    coordinator: str
    asked_at: datetime
    status: ContactStatus = ContactStatus.OPEN
    referent_id: str | None = None
    establishment_id: str | None = None
    territory: str | None = None
    formation: str = ""
    answers: tuple[Answered, ...] = ()
    application_id: str | None = None
    closing_reason: str = ""
    scheme: str = "snee"
    emptied: bool = False


def answer(known: Contact, given: Answered) -> Contact:
    """ANSWERED; more can be added later."""
    require_status("contact", known.status, (ContactStatus.OPEN, ContactStatus.ANSWERED), "answer it")
    return replace(known, status=ContactStatus.ANSWERED, answers=(*known.answers, given))


def applied(known: Contact, application_id: str | None) -> Contact:
    """APPLIED: the person sent a dossier, here (then it is named) or elsewhere."""
    require_status("contact", known.status, (ContactStatus.OPEN, ContactStatus.ANSWERED), "note the application")
    return replace(known, status=ContactStatus.APPLIED, application_id=application_id)


def close(known: Contact, reason: str) -> Contact:
    """CLOSED without an application."""
    require_status("contact", known.status, (ContactStatus.OPEN, ContactStatus.ANSWERED), "close it")
    return replace(known, status=ContactStatus.CLOSED, closing_reason=reason)


def forgotten(known: Contact) -> Contact:
    """Without who asked and what was written."""
    return replace(
        known, given_name="", family_name="", email="", question="", answers=(), closing_reason="", emptied=True
    )
