"""Text as banks accept it (EPC217-08): unaccented Latin letters, digits and a few signs, within a length.

Names are transliterated and not refused, because a beneficiary is paid by IBAN; a name of which nothing is left is refused.
"""

import re
import unicodedata

from accounting.domain.errors import InputError

LONGEST_NAME, LONGEST_REMITTANCE, LONGEST_ID = 70, 140, 35
_KEPT = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_SPELLED = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "°": "o",
        "€": "EUR",
        "&": "+",
        "@": "(at)",
        "’": "'",
        "‘": "'",
        "«": "'",
        "»": "'",
        '"': "'",
        "–": "-",
        "—": "-",
        "_": "-",
        "•": ".",
    }
)


def bank_text(text: str, longest: int) -> str:
    """The text within the character set, on one line; what it does not know becomes a dot."""
    spelled = unicodedata.normalize("NFKC", text).translate(_SPELLED)
    plain = "".join(one for one in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(one))
    kept = _KEPT.sub(".", " ".join(plain.split()))
    # A slash at an end, or two of them, mean something else to banks.
    single = re.sub(r"/{2,}", "/", kept).strip("/ ")
    return single[:longest].rstrip("/ ")


def bank_name(name: str, field: str) -> str:
    """A name within the character set. InputError when nothing that can be read is left of it."""
    found = bank_text(name, LONGEST_NAME)
    if not re.search("[A-Za-z0-9]", found):
        raise InputError(field, "cannot be written with the characters that banks accept", "a name in Latin letters")
    return found
