"""Numbers as people write them, in the one form that is kept: telephone and national student number (INE)."""

import re

ACCEPTED_PHONE = "a French mobile number such as 06 12 34 56 78 or +33 6 12 34 56 78"
ACCEPTED_INE = "the 11 letters and digits of the INE, as on the student card"
_MOBILE = re.compile(r"^(?:\+33|0033|0)(?:\(0\))?([67][0-9]{8})$")
_INE = re.compile(r"^[0-9A-Z]{11}$")


def french_mobile(text: str) -> str | None:
    """A French mobile number in E.164, such as ``+33612345678``; None for anything else."""
    match = _MOBILE.match(re.sub(r"[\s.\u00a0\u202f-]", "", text))
    return f"+33{match.group(1)}" if match else None


def ine_of(text: str) -> str | None:
    """An INE in capitals without spaces, or None. Two patterns of it exist and no check character's rule is published, so
    only length and characters are looked at."""
    bare = re.sub(r"\s", "", text).upper()
    return bare if _INE.match(bare) else None
