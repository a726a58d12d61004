"""What is counted: dossiers, by what they are and what became of them. No person is in it, only how many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Dimension(StrEnum):
    """By what dossiers can be counted."""

    SCHEME = "scheme"
    SCHOOL_YEAR = "school_year"
    TERRITORY = "territory"
    ESTABLISHMENT = "establishment"
    FORMATION = "formation"
    GENDER = "gender"
    MONTH = "month"


class Measure(StrEnum):
    """What is counted of them. ``SENT`` are all that were ever sent; the others are where dossiers stand now."""

    SENT = "sent"
    DRAFT = "draft"
    WAITING_FOR_DECISION = "waiting_for_decision"
    ACCEPTED = "accepted"
    WAITING_LIST = "waiting_list"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


UNKNOWN = ""
"""The value of a dimension that nobody has told: a person need not say a gender, a programme need not name a territory."""
_STANDING = {
    "DRAFT": Measure.DRAFT,
    "CONSENT_PENDING": Measure.WAITING_FOR_DECISION,
    "ELIGIBLE": Measure.WAITING_FOR_DECISION,
    "ACCEPTED": Measure.ACCEPTED,
    "WAITING_LIST": Measure.WAITING_LIST,
    "REFUSED": Measure.REFUSED,
    "WITHDRAWN": Measure.WITHDRAWN,
}


@dataclass(frozen=True)
class Dossier:
    """One dossier as the figures see it: its place by every dimension, its status, and whether it was ever sent."""

    scheme: str
    school_year: str
    territory: str
    establishment: str
    formation: str
    gender: str
    month: str
    status: str
    sent: bool


Key = tuple[str, ...]


@dataclass
class Counts:
    """Dossiers counted by some dimensions, one at a time. Memory: the combinations that occur, not the dossiers."""

    by: tuple[Dimension, ...]
    cells: dict[Key, dict[Measure, int]] = field(default_factory=dict)

    def add(self, dossier: Dossier) -> None:
        """Count one more."""
        key = tuple(str(getattr(dossier, one.value)) for one in self.by)
        cell = self.cells.setdefault(key, {})
        for measure in measures_of(dossier):
            cell[measure] = cell.get(measure, 0) + 1


def measures_of(dossier: Dossier) -> tuple[Measure, ...]:
    """What one dossier counts as. A status that is not known is a bug, and never left out in silence."""
    standing = _STANDING[dossier.status]
    return (Measure.SENT, standing) if dossier.sent else (standing,)


def count(dossiers: Iterable[Dossier], by: tuple[Dimension, ...]) -> Mapping[Key, Mapping[Measure, int]]:
    """All of them, counted."""
    counts = Counts(by)
    for one in dossiers:
        counts.add(one)
    return counts.cells
