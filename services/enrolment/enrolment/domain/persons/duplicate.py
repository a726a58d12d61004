"""Two registrations that may be one human: found by rules, looked at by a coordinator, then merged or dismissed.

OPEN ──► MERGED | DISMISSED (with a reason); a pair that was dismissed is not found again.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from enrolment.domain.errors import require_status
from enrolment.domain.persons.person import Kind, Person, Standing


class Status(StrEnum):
    """Where a pair stands."""

    OPEN = "OPEN"
    MERGED = "MERGED"
    DISMISSED = "DISMISSED"


class Reason(StrEnum):
    """Why two registrations look like one human."""

    EMAIL = "same-email"
    INE = "same-ine"
    NAME = "same-name-and-birth-date"


@dataclass(frozen=True)
class Duplicate:
    """A pair, in the order of its ids."""

    first_id: str
    second_id: str
    reasons: tuple[Reason, ...]
    found_at: datetime
    status: Status = Status.OPEN
    closed_at: datetime | None = None
    closed_by: str = ""
    close_reason: str = ""


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Both ids in the order that names the pair."""
    first, second = sorted((one, other))
    return first, second


def reasons_for(one: Person, other: Person) -> tuple[Reason, ...]:
    """Why both may be one. Guardians are never doubles: the same parent may answer for several children."""
    people = (one, other)
    if any(each.kind is not Kind.STUDENT or each.standing is not Standing.ACTIVE for each in people):
        return ()
    found = []
    if one.email and one.email == other.email:
        found.append(Reason.EMAIL)
    if one.ine and one.ine == other.ine:
        found.append(Reason.INE)
    if one.birth_date and one.birth_date == other.birth_date and one.name_key == other.name_key:
        found.append(Reason.NAME)
    return tuple(found)


def found_again(known: Duplicate, reasons: tuple[Reason, ...]) -> Duplicate:
    """One more reason for a pair that is still open; a pair that somebody has looked at stays as they left it."""
    if known.status is not Status.OPEN:
        return known
    together = tuple(one for one in Reason if one in (*known.reasons, *reasons))
    return replace(known, reasons=together)


def dismissed(known: Duplicate, reason: str, by: str, at: datetime) -> Duplicate:
    """They are two."""
    require_status("duplicate", known.status, (Status.OPEN,), "dismiss it")
    return replace(known, status=Status.DISMISSED, closed_at=at, closed_by=by, close_reason=reason)


def merged(known: Duplicate, by: str, at: datetime) -> Duplicate:
    """They were one."""
    if known.status is Status.MERGED:
        return known
    return replace(known, status=Status.MERGED, closed_at=at, closed_by=by)
