"""Texts of banks made comparable: no case, no accents, no punctuation."""

import re
import unicodedata
from collections.abc import Iterator

_OTHER = re.compile(r"[^A-Z0-9]+")
SHORTEST_NAME = 4
"""Letters that a word of a name has at least to tell it from others."""
MOST_JOINED = 5
"""Pieces that a number may be broken into by its own hyphens and slashes."""
_LEGAL_FORMS = frozenset(
    ("SARL", "SAS", "SASU", "EURL", "SCOP", "SCIC", "ASSOCIATION", "SOCIETE", "MONSIEUR", "MADAME")
)


def normalised(text: str) -> str:
    """Capital letters and digits, one space between words: ``Fact. n° 2026-01 été`` is ``FACT N 2026 01 ETE``."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.replace("°", " "))
        text = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _OTHER.sub(" ", text.upper()).strip()


def compact(text: str) -> str:
    """Without anything between: ``2026-000012`` is ``2026000012``."""
    return normalised(text).replace(" ", "")


def joined(words: str) -> Iterator[str]:
    """Every word of a normalised text, and every run of up to five of them written together."""
    pieces = words.split()
    for first in range(len(pieces)):
        text = ""
        for piece in pieces[first : first + MOST_JOINED]:
            text += piece
            yield text


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name by which it is recognised: long ones that are no legal form; all of them when there is none."""
    pieces = normalised(name).split()
    telling = tuple(one for one in pieces if len(one) >= SHORTEST_NAME and one not in _LEGAL_FORMS)
    return telling or tuple(pieces)
