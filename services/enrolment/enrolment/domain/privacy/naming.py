"""A person's name inside words that somebody wrote about something else: found in whatever way it is written, and taken out.

Case, accents, apostrophes and hyphens do not count, nor whether an accent is a character of its own. One name alone counts where
it is written as a name, with a capital letter: "Rose a un CAP" is about her, "un fil rose" is about a thread.
"""

import re
import unicodedata
from collections.abc import Iterator

NOBODY = "[personne effacée]"
_MARKS = "[\u0300-\u036f]*"
_APOSTROPHES, _DASHES = "’‘ʼ´`", "-‐‑–"


def names(text: str, given_name: str, family_name: str, email: str = "") -> bool:
    """Whether the text names the person."""
    return next(_found(text, given_name, family_name, email), None) is not None


def without_name(text: str, given_name: str, family_name: str, email: str = "") -> str:
    """The text with ``NOBODY`` where the person was named; the very same text when they were not."""
    places = sorted(_found(text, given_name, family_name, email))
    parts, end = [], 0
    for start, stop in places:
        if start >= end:
            parts += [text[end:start], NOBODY]
        end = max(end, stop)
    return "".join((*parts, text[end:]))


def _found(text: str, given_name: str, family_name: str, email: str) -> Iterator[tuple[int, int]]:
    given, family, folded = _pattern(given_name), _pattern(family_name), _folded(text)
    whole = [rf"{given}\s+{family}", rf"{family}\s+{given}"] if given and family else []
    for pattern in (*whole, _pattern(email)):
        for match in _matches(pattern, folded):
            yield match.span()
    for pattern in (given, family):
        for match in _matches(pattern, folded):
            # Anywhere in it: "de la Tour" begins with a small letter.
            if any(one.isupper() for one in text[slice(*match.span())]):
                yield match.span()


def _matches(pattern: str, folded: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<!\w){pattern}(?!\w)", folded) if pattern else iter(())


def _pattern(name: str) -> str:
    words = _folded(name).split()
    return r"\s+".join(
        "".join(re.escape(one) + _MARKS for one in word if not unicodedata.combining(one)) for word in words
    )


def _folded(text: str) -> str:
    """As long as the text, so that what is found in it is found in the text."""
    return "".join(_fold(one) for one in text)


def _fold(character: str) -> str:
    if character in _DASHES:
        return " "
    if character in _APOSTROPHES:
        return "'"
    return unicodedata.normalize("NFKD", character)[0].lower()[0]
