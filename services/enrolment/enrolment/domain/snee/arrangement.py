"""What a student asks their establishment for because of the status: a request, a teacher's answer, and nothing automatic.

OPEN ──► GRANTED | REFUSED (by a teacher of the establishment)      OPEN, GRANTED ──► WITHDRAWN (by the student)
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import RuleError, require_status


class ArrangementKind(StrEnum):
    """What can be asked for."""

    INTERNSHIP = "internship"
    """The project replaces an internship or the final project."""
    MODULE = "module"
    """The project replaces a module (ECTS)."""
    YEAR_OFF = "year-off"
    """A gap year (césure)."""
    TIMETABLE = "timetable"


class ArrangementStatus(StrEnum):
    """Where a request stands."""

    OPEN = "OPEN"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class Arrangement:
    """One request and its answer, in words."""

    id: str
    kind: ArrangementKind
    asked_on: date
    words: str = ""
    status: ArrangementStatus = ArrangementStatus.OPEN
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""


def check_allowed(kind: ArrangementKind, *, alternant: bool) -> None:
    """RuleError: an alternant's periods at work are their contract, no project can replace them."""
    if alternant and kind is ArrangementKind.INTERNSHIP:
        raise RuleError(
            "",
            "alternant-internship",
            "an apprentice's time at work cannot be replaced by the project (circular of 2021)",
        )


def answered(one: Arrangement, *, granted: bool, words: str, on: date, by: str) -> Arrangement:
    """With the teacher's answer."""
    require_status("arrangement", one.status, (ArrangementStatus.OPEN,), "answer it")
    status = ArrangementStatus.GRANTED if granted else ArrangementStatus.REFUSED
    return replace(one, status=status, answer=words, answered_on=on, answered_by=by)


def withdrawn(one: Arrangement) -> Arrangement:
    """Taken back by the student."""
    require_status("arrangement", one.status, (ArrangementStatus.OPEN, ArrangementStatus.GRANTED), "take it back")
    return replace(one, status=ArrangementStatus.WITHDRAWN)
