"""Numbers, amounts, dates and times as French readers expect them on a document, with the spaces that do not break."""

import re
from datetime import date, datetime

from essaim.kit.clock import PARIS

NO_BREAK = "\u00a0"
NARROW = "\u202f"
"""Between thousands; also before ``;``, ``!`` and ``?`` in running text."""
MINUS = "\u2212"
_MONTHS = (
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
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def french_spaces(text: str) -> str:
    """The spaces before ``: ; ! ? %`` and ``€`` and inside guillemets no longer break; no space is added or removed."""
    wide = re.sub(r" (?=[:»%€])|(?<=«) ", NO_BREAK, text)
    return re.sub(r" (?=[;!?])", NARROW, wide)


def french_number(value: str) -> str:
    """A decimal string with a point: ``"1234.5"`` becomes ``1 234,5``."""
    sign, digits = (MINUS, value[1:]) if value.startswith("-") else ("", value)
    units, _, decimals = digits.partition(".")
    grouped = f"{int(units):,}".replace(",", NARROW)
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def french_amount(cents: int) -> str:
    """Cents as euros: ``123450`` becomes ``1 234,50 €``."""
    units, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{french_number(f'{sign}{units}.{rest:02d}')}{NO_BREAK}€"


def french_percent(value: str) -> str:
    """``"5.5"`` becomes ``5,5 %``."""
    return f"{french_number(value)}{NO_BREAK}%"


def french_date(day: date, *, weekday: bool = False) -> str:
    """``7 octobre 2026``, the first of a month as ``1er``; with its weekday when asked."""
    number = "1er" if day.day == 1 else str(day.day)
    name = f"{_DAYS[day.weekday()]} " if weekday else ""
    return f"{name}{number}{NO_BREAK}{_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def french_time(instant: datetime, *, seconds: bool = False) -> str:
    """The time of an instant in Paris: ``14 h 00``, or ``14:00:07`` to the second."""
    local = instant.astimezone(PARIS)
    if seconds:
        return f"{local:%H:%M:%S}"
    return f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02d}"


def french_duration(minutes: int) -> str:
    """``2 h 00``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02d}"
