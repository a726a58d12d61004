"""A name as the public page shows it: enough to see that the paper in one's hand bears another name, too little to learn one.

Given names are initials. Of a family name the first two letters and the last stand; of a short one the first alone. The dots do
not tell how long it is.
"""

import re

_DOTS = "•••"
_SHORT = 4


def masked_name(given_name: str, family_name: str) -> str:
    """``Lou-Anne Vaucheret`` as ``L.-A. VA•••T``."""
    return f"{_initials(given_name)} {_masked(family_name)}".strip()


def _initials(given_name: str) -> str:
    parts = re.split(r"([\s-]+)", given_name.strip())
    words = [f"{part[0].upper()}." if part[0].isalpha() else part for part in parts if part]
    return "".join(words)


def _masked(family_name: str) -> str:
    letters = family_name.strip().upper()
    if not letters:
        return ""
    if len(letters) <= _SHORT:
        return letters[0] + _DOTS
    return letters[:2] + _DOTS + letters[-1]
