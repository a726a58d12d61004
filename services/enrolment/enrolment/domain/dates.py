"""Dates as people write them, ages, and months as contracts count them."""

import re
from calendar import monthrange
from datetime import date

ACCEPTED_DATES = "AAAA-MM-JJ or JJ/MM/AAAA, a day that exists"
_ISO = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")
_FRENCH = re.compile(r"^([0-9]{2})/([0-9]{2})/([0-9]{4})$")


def read_date(text: str) -> date | None:
    """The day of an ISO or a French date; None when it is neither, or a day that does not exist such as 31/02/2008."""
    if match := _ISO.match(text):
        year, month, day = match.groups()
    elif match := _FRENCH.match(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def age(born_on: date, on: date) -> int:
    """Completed years. Somebody born on 29 February completes a year on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_minor(born_on: date, on: date) -> bool:
    """Whether the person is under 18 on that day (YOUTH-01)."""
    return age(born_on, on) < 18


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
