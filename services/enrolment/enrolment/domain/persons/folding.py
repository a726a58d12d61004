"""Names with what is typed differently taken away: accents, hyphens, apostrophes, case, and the order of given names.

Two keys come of it: ``name_key`` finds the same human typed twice, ``sort_name`` finds a human by the start of the name.
"""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def folded(text: str) -> str:
    """Lower-case words of letters and digits, separated by one space: ``Lou-Anne D’Été`` is ``lou anne d ete``."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    letters = (" " if not one.isalnum() else one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(letters).split())


def name_key(given_name: str, family_name: str) -> str:
    """The words of a name in alphabetical order: given names in another order, or in the wrong column, are the same."""
    return " ".join(sorted(folded(f"{given_name} {family_name}").split()))


def sort_name(given_name: str, family_name: str) -> str:
    """Family name first, for lists and for the search by the start of a name."""
    return f"{folded(family_name)} {folded(given_name)}".strip()
