"""A recurring invoice: the same sale every month, quarter or year, drafted on its day until somebody ends it.

Only drafts are made: what goes out is still approved by a person. Texts may name their period (``{mois} {annee} {trimestre}``).
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.drafting import Content
from accounting.domain.errors import InputError, RuleError
from accounting.domain.issue_checks import LAST_DAY

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
MOST_AT_ONCE = 24


class Every(StrEnum):
    """How often."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS_OF = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


class RecurringStatus(StrEnum):
    """Whether drafts are still made."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


@dataclass(frozen=True)
class RecurringInvoice:
    """What is invoiced again and again. ``next_on`` is the day of the next draft, ``drafted`` those that were made."""

    activity_id: str
    group_id: str
    content: Content
    every: Every
    first_on: date
    next_on: date
    last_on: date | None = None
    submits: bool = False
    status: RecurringStatus = RecurringStatus.ACTIVE
    drafted: tuple[str, ...] = ()
    trouble: str = ""
    """Why the last draft could not be made; it is tried again."""


def check_recurring(one: RecurringInvoice, today: date) -> None:
    """InputError for days that make no sense."""
    if one.first_on < today:
        raise InputError("first_on", "is over", f"a day from {today} on")
    if one.last_on is not None and one.last_on < one.first_on:
        raise InputError("last_on", "is before the first day", f"a day from {one.first_on} on")
    for field, day in (("first_on", one.first_on), ("last_on", one.last_on)):
        if day is not None and day > LAST_DAY:
            raise InputError(field, "is far away", f"a day until {LAST_DAY}")


def due_days(one: RecurringInvoice, today: date) -> tuple[date, ...]:
    """The days for which a draft is to be made by today, at most two years of them at once."""
    days: list[date] = []
    day = one.next_on
    while one.status is RecurringStatus.ACTIVE and day <= today and len(days) < MOST_AT_ONCE:
        if one.last_on is not None and day > one.last_on:
            break
        days.append(day)
        day = _after(one, day)
    return tuple(days)


def drafted_on(one: RecurringInvoice, day: date, invoice_id: str) -> RecurringInvoice:
    """One more draft was made; the recurrence ends by itself after its last day."""
    if day != one.next_on:
        return one
    following = _after(one, day)
    ended = one.last_on is not None and following > one.last_on
    status = RecurringStatus.ENDED if ended else one.status
    return replace(one, next_on=following, drafted=(*one.drafted, invoice_id), status=status, trouble="")


def with_status(one: RecurringInvoice, status: RecurringStatus) -> RecurringInvoice:
    """Paused, taken up again, or ended for good."""
    if one.status is RecurringStatus.ENDED:
        raise RuleError("recurring-ended", "the recurrence has ended; begin another one")
    return replace(one, status=status)


def content_of(one: RecurringInvoice, day: date) -> Content:
    """What the draft of this day says, its period named."""
    lines = tuple(
        replace(line, label=_named(line.label, day), detail=_named(line.detail, day)) for line in one.content.lines
    )
    return replace(one.content, lines=lines, title=_named(one.content.title, day), note=_named(one.content.note, day))


def _named(text: str, day: date) -> str:
    named = text.replace("{mois}", MONTHS[day.month - 1]).replace("{annee}", str(day.year))
    return named.replace("{trimestre}", f"T{(day.month + 2) // 3}")


def _after(one: RecurringInvoice, day: date) -> date:
    """The same day of the month, or its last one when it is shorter; counted from the first day, so that the 31st comes back."""
    months = (day.year - one.first_on.year) * 12 + day.month - one.first_on.month + _MONTHS_OF[one.every]
    year, month = divmod(one.first_on.year * 12 + one.first_on.month - 1 + months, 12)
    return date(year, month + 1, min(one.first_on.day, calendar.monthrange(year, month + 1)[1]))
