"""What customers and suppliers have in common: where their record stands, payment terms, and the log of what was changed.

A third party whose account is in the books is never deleted: it is archived, or merged into another one, and its record stays
as a trace of where its account belongs.
"""

import calendar
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from accounting.domain.errors import InputError, RuleError

LONGEST_DAYS = 60
LONGEST_DAYS_END_OF_MONTH = 45
LONGEST_LOG = 500
"""Lines that the log of one third party keeps; the oldest ones make room."""
_FORMS = "sarl sas sasu sa eurl ei eirl scop scic snc sci selarl gie gaec earl association asso cooperative ste societe"
_LEGAL_FORMS = frozenset(_FORMS.split())


class PartyStatus(StrEnum):
    """Where the record stands: offered for new documents, no longer offered, a trace that leads to another one, or emptied."""

    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"
    MERGED = "MERGED"
    ERASED = "ERASED"


@dataclass(frozen=True)
class Merge:
    """Where a record went: into which one, who said so, when and why."""

    into: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class FieldChange:
    """One line of the log: who changed which field, when, from what to what, as text."""

    at: datetime
    by: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class PaymentTerms:
    """Days after the invoice, or after them until the end of the month (C. com. L441-10, INV-06)."""

    days: int = 30
    end_of_month: bool = False

    def due_on(self, invoiced_on: date) -> date:
        """The last day on which an invoice of this day is paid in time."""
        day = invoiced_on + timedelta(days=self.days)
        if not self.end_of_month:
            return day
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])


DEFAULT_TERMS = PaymentTerms()


def check_terms(terms: PaymentTerms, field: str = "payment_terms") -> None:
    """InputError for a term that the law does not allow (INV-06)."""
    longest = LONGEST_DAYS_END_OF_MONTH if terms.end_of_month else LONGEST_DAYS
    if not 0 <= terms.days <= longest:
        accepted = f"0 to {LONGEST_DAYS} days, or 0 to {LONGEST_DAYS_END_OF_MONTH} days and then the end of the month"
        raise InputError(f"{field}.days", "is not a payment term that the law allows (INV-06)", accepted)


def changes_between(
    old: Mapping[str, str], new: Mapping[str, str], by: str, at: datetime, log: tuple[FieldChange, ...]
) -> tuple[FieldChange, ...]:
    """The log with a line for each field whose text differs."""
    lines = [
        FieldChange(at, by, field, old.get(field, ""), new.get(field, ""))
        for field in new
        if old.get(field, "") != new.get(field, "")
    ]
    return added_to(log, lines)


def added_to(log: tuple[FieldChange, ...], lines: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """The log with these lines; the oldest ones make room."""
    return (*log, *lines)[-LONGEST_LOG:]


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A name without case, accents, punctuation and legal form: ``SARL L'Étoffe`` and ``L'etoffe`` are one."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    words = "".join(one if one.isalnum() else " " for one in plain).split()
    return " ".join([one for one in words if one not in _LEGAL_FORMS] or words)


def shown(value: object) -> str:
    """A value as the log writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, PaymentTerms):
        return f"{value.days} days{' end of month' if value.end_of_month else ''}"
    lines = getattr(value, "lines", None)
    return ", ".join(lines) if isinstance(lines, tuple) else str(value)


def change_status(
    status: PartyStatus, archived: bool, what: str, by: str, at: datetime, log: tuple[FieldChange, ...]
) -> tuple[PartyStatus, tuple[FieldChange, ...]]:
    """The status of a record that is archived or restored, and its log. RuleError for a trace of a merge."""
    if status not in (PartyStatus.ACTIVE, PartyStatus.ARCHIVED):
        raise RuleError(f"{what}-{status.value.lower()}", f"the {what} is {status.value}, and stays so")
    wanted = PartyStatus.ARCHIVED if archived else PartyStatus.ACTIVE
    return wanted, changes_between({"status": status.value}, {"status": wanted.value}, by, at, log)


def check_active(status: PartyStatus, what: str) -> None:
    """RuleError when a record is no longer to be changed or used for something new."""
    if status is PartyStatus.MERGED:
        raise RuleError(f"{what}-merged", f"the {what} was merged into another one; change that one")
    if status is PartyStatus.ERASED:
        raise RuleError(f"{what}-erased", f"the {what} was erased")
    if status is PartyStatus.ARCHIVED:
        raise RuleError(f"{what}-archived", f"the {what} is archived; restore it first")
