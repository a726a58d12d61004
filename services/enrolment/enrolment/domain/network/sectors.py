"""Sectors as NAF codes: the same activity, the same division (its two digits), the same section (its letter)."""

import re
from collections.abc import Iterable
from fractions import Fraction

ACCEPTED_SECTOR = "a NAF code such as 14.13Z, or a division such as 14"
_SECTOR = re.compile(r"^[0-9]{2}(\.[0-9]{2}[A-Z])?$")
_SECTIONS = (
    ("A", 1, 3),
    ("B", 5, 9),
    ("C", 10, 33),
    ("D", 35, 35),
    ("E", 36, 39),
    ("F", 41, 43),
    ("G", 45, 47),
    ("H", 49, 53),
    ("I", 55, 56),
    ("J", 58, 63),
    ("K", 64, 66),
    ("L", 68, 68),
    ("M", 69, 75),
    ("N", 77, 82),
    ("O", 84, 84),
    ("P", 85, 85),
    ("Q", 86, 88),
    ("R", 90, 93),
    ("S", 94, 96),
    ("T", 97, 98),
    ("U", 99, 99),
)
"""NAF rév. 2, sections and their divisions."""


def is_sector(code: str) -> bool:
    """Whether the code can be one of the NAF: its form, and a division that there is."""
    return bool(_SECTOR.match(code)) and section_of(code) is not None


def section_of(code: str) -> str | None:
    """The letter of the code's section."""
    division = int(code[:2])
    return next((letter for letter, first, last in _SECTIONS if first <= division <= last), None)


def nearness(one: str, other: str) -> Fraction:
    """1 for the same activity (or for a division that holds it), 2/3 for the same division, 1/3 for the same section."""
    if one == other or (min(len(one), len(other)) == 2 and one[:2] == other[:2]):
        return Fraction(1)
    if one[:2] == other[:2]:
        return Fraction(2, 3)
    return Fraction(1, 3) if section_of(one) == section_of(other) else Fraction(0)


def nearest(wanted: Iterable[str], offered: Iterable[str]) -> tuple[Fraction, str, str]:
    """The best pair: how near, the wanted code and the offered one. Zero and empty when there is no pair."""
    offers = sorted(set(offered))
    pairs = [(nearness(one, other), one, other) for one in sorted(set(wanted)) for other in offers]
    return max(pairs, key=lambda pair: pair[0], default=(Fraction(0), "", ""))
