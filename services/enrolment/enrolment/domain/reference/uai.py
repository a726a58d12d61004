"""The UAI: the national number of an establishment, seven digits and a letter that follows from them; and codes instead of it."""

import re
import unicodedata

from enrolment.domain.persons.folding import folded

ACCEPTED = "seven digits and their letter, such as 0123456X"
ACCEPTED_CODE = "lower-case letters and digits, with - between words"
_UAI = re.compile(r"^[0-9]{7}[A-Z]$")
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Without I, O and Q; the letter's place is the rest of the number divided by 23."""
_CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LONGEST_CODE = 80


def tidy_uai(text: str) -> str:
    """Without spaces, in capitals."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def uai_problem(uai: str) -> str:
    """What is wrong with a UAI; empty when nothing is."""
    if _UAI.match(uai) is None:
        return "is not a UAI"
    if _LETTERS[int(uai[:7]) % 23] != uai[7]:
        return "has another letter than its digits ask for"
    return ""


def code_problem(code: str) -> str:
    """What is wrong with a code of our own; empty when nothing is."""
    return "" if _CODE.match(code) and len(code) <= LONGEST_CODE else "is not a code"


def code_from(text: str) -> str:
    """A code made of a name: "Lycée Les Huisselets" becomes lycee-les-huisselets."""
    words = "".join(one if one.isascii() else " " for one in folded(text)).split()
    return "-".join(words)[:LONGEST_CODE].strip("-")
