"""Why an entry is in the books: the rule, the rate and where it came from, and a sentence for a first-year student.

An entry carries its reason itself, because the rate of a policy or the name of a customer may be another one tomorrow.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Where a rate came from: what is said closer to the document wins."""

    DOCUMENT = "document"
    ACTIVITY = "activity"
    CAE = "cae"


@dataclass(frozen=True)
class Why:
    """The reason of an entry.

    ``rule`` is an id of the rule catalogue or an article (``CAE-09``, ``PCG 1031-1``), ``sentence`` is French,
    ``source_document`` names the document as ``<kind>:<id>``, ``source_event`` is the id of the event that brought it.
    """

    rule: str
    sentence: str
    source_document: str
    rate_percent: str | None = None
    level: Level | None = None
    source_event: str | None = None


def euros(cents: int) -> str:
    """An amount as French people read it: ``1 234,50 €``, with a narrow space between thousands."""
    units, rest = divmod(abs(cents), 100)
    grouped = f"{units:,}".replace(",", "\u202f")
    return f"{'−' if cents < 0 else ''}{grouped},{rest:02d}\u00a0€"


def day(year: int, month: int, number: int) -> str:
    """A day as French people write it: ``05/10/2026``."""
    return f"{number:02d}/{month:02d}/{year}"
