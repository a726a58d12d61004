"""Dates and amounts as French readers expect them, with the spaces that do not break."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

NO_BREAK = "\u00a0"
NARROW = "\u202f"
_PARIS = ZoneInfo("Europe/Paris")
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


def french_date(value: str | date) -> str:
    """``2026-10-07`` becomes ``7 octobre 2026``; the first is ``1er``."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK}{_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def french_instant(value: str | datetime) -> str:
    """An instant as ``mercredi 7 octobre 2026 à 14 h 00``, Paris time."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(_PARIS)
    hour = f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02d}"
    return f"{_DAYS[local.weekday()]} {french_date(local.date())} à {hour}"


def french_amount(value: str) -> str:
    """``1234.50`` becomes ``1 234,50 €``."""
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    units, _, cents = digits.partition(".")
    grouped = f"{int(units):,}".replace(",", NARROW)
    return f"{sign}{grouped},{cents or '00'}{NO_BREAK}€"
