"""An amount as banks write it: ``-1 234,50 €``, ``+12.00``, ``1.234,50``."""

import re
from functools import cache

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})


@cache
def _pattern(decimal_sign: str) -> re.Pattern[str]:
    thousands = re.escape("." if decimal_sign == "," else ",")
    sign = re.escape(decimal_sign)
    return re.compile(
        rf"([+-]?)([0-9]{{1,13}}|[0-9]{{1,3}}(?:{thousands}[0-9]{{3}}){{1,3}})(?:{sign}([0-9]{{1,2}}))?(?:€|EUR)?"
    )


def cents_of(text: str, decimal_sign: str) -> int | None:
    """The cents, or None when it is no amount in euros with this decimal sign."""
    match = _pattern(decimal_sign).fullmatch(_SPACES.sub("", text).translate(_MINUS))
    if match is None:
        return None
    sign, units, decimals = match.groups()
    whole = int(units.replace(".", "").replace(",", ""))
    cents = whole * 100 + int((decimals or "").ljust(2, "0"))
    return -cents if sign == "-" else cents
