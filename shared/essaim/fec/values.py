"""Dates, amounts and labels, from and to the text of the file (FEC-04, FEC-05).

Money is integer cents. What the law leaves free is read (a sign before or behind, one decimal or none); what it refuses
is refused with what would be right: a decimal point, groups of thousands, a date with separators.
"""

import re
from datetime import date
from decimal import Decimal

from essaim.fec.errors import FecValueError

AMOUNT_ACCEPTED = "un montant en euros avec une virgule et deux décimales, sans séparateur de milliers (1234,50)"
FOREIGN_ACCEPTED = "un nombre avec une virgule décimale, sans séparateur de milliers (1234,50)"
DATE_ACCEPTED = "une date du calendrier sous la forme AAAAMMJJ (20261231)"
FIRST_YEAR, LAST_YEAR = 1900, 2099

_NUMBER = re.compile(r"([+-]?) ?([0-9]*)(?:,([0-9]*))? ?([+-]?)", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([ \u00a0\u202f.'][0-9]{3})+(,[0-9]*)?[+-]?", re.ASCII)
_POINT = re.compile(r"[+-]?[0-9]*\.[0-9]*[+-]?", re.ASCII)
_SEPARATED_DATE = re.compile(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}([T ].*)?", re.ASCII)
_SEPARATORS = str.maketrans(dict.fromkeys("\t|\r\n\v\f\x00\x85\u2028\u2029", " "))


def parse_amount(text: str) -> int:
    """Cents of an amount; FecValueError when it is none, with the reason."""
    if text[-3:-2] == ",":
        digits = text[:-3] + text[-2:]
        if digits.isdecimal() and digits.isascii():
            return int(digits)
    sign, whole, decimals = _number_parts(text, AMOUNT_ACCEPTED)
    if decimals[2:].strip("0"):
        raise FecValueError("plus de deux décimales : le montant ne tient pas en centimes", AMOUNT_ACCEPTED)
    return sign * (int(whole or "0") * 100 + int(decimals[:2].ljust(2, "0")))


def parse_foreign_amount(text: str) -> Decimal:
    """An amount in another currency, which may have any number of decimals."""
    sign, whole, decimals = _number_parts(text, FOREIGN_ACCEPTED)
    return sign * Decimal(f"{whole or '0'}.{decimals or '0'}")


def _number_parts(text: str, accepted: str) -> tuple[int, str, str]:
    found = _NUMBER.fullmatch(text)
    if found is None or not (found[2] or found[3]) or (found[1] and found[4]):
        raise FecValueError(_why_no_number(text), accepted)
    return -1 if "-" in (found[1], found[4]) else 1, found[2], found[3] or ""


def _why_no_number(text: str) -> str:
    if not text:
        return "aucun montant"
    if _POINT.fullmatch(text):
        return "point décimal au lieu de la virgule"
    if _GROUPED.fullmatch(text):
        return "séparateur de milliers"
    return "ce n'est pas un nombre"


def format_amount(cents: int) -> str:
    """Cents as the file has them: ``-1234,50``, ``0,00``."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02d}"


def parse_day(text: str) -> date:
    """A date; FecValueError when it is not AAAAMMJJ or not in the calendar."""
    if len(text) == 8 and text.isdecimal() and text.isascii():
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            raise FecValueError("cette date n'existe pas dans le calendrier", DATE_ACCEPTED) from None
    if not text:
        raise FecValueError("aucune date", DATE_ACCEPTED)
    separated = _SEPARATED_DATE.fullmatch(text) is not None
    raise FecValueError("date écrite avec des séparateurs" if separated else "ce n'est pas une date", DATE_ACCEPTED)


def format_day(day: date) -> str:
    """AAAAMMJJ, with four digits of the year on every platform."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def clean_label(text: str) -> str:
    """A text that can stand in a field: no separator, no line end, no space at its ends or twice in a row."""
    return " ".join(text.translate(_SEPARATORS).split())
