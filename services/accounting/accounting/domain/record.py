"""What the chain of a legal entity is made of: entries, closings and letterings, each sealed to the one before it.

The next record is stored only under the number that follows the last one, so everything that was checked against the books
until there (open periods, numbers, letters) still holds when it is stored: somebody faster takes the number, and the check
is made again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounting.domain.entry import Entry
from accounting.domain.lettering import Letter, Lettering
from accounting.domain.period import Closing

CONTENTS = ("entry", "closing", "lettering")
"""What a record can be. Its hash covers this, its place (siren, sequence) and the hash before it; ``letters``, ``topic``,
``announces`` and ``to_apply`` are derived from what the chain covers, or say how far a step is."""


@dataclass(frozen=True)
class Record:
    """One link. Exactly one of ``entry``, ``closing`` and ``lettering`` is there.

    ``letters`` are those of an entry's lines by their place (from 0). ``topic`` is what closings and letterings are found
    by. ``announces`` is how many entries the event on this record tells of, on the last one of a batch. ``to_apply`` says
    that a lettering is not yet written into all its entries.
    """

    siren: str
    sequence: int
    previous_hash: str
    hash: str
    entry: Entry | None = None
    closing: Closing | None = None
    lettering: Lettering | None = None
    letters: Mapping[int, Letter] = field(default_factory=dict)
    topic: str | None = None
    announces: int | None = None
    to_apply: bool | None = None

    @property
    def certain_entry(self) -> Entry:
        """The entry of a record that is one. ValueError for another record: ask for entries only."""
        if self.entry is None:
            raise ValueError(f"record {self.sequence} of {self.siren} is no entry")
        return self.entry

    @property
    def dated_on(self) -> date | None:
        """The day on which it was validated, closed or lettered."""
        if self.entry is not None:
            return self.entry.validated_on
        if self.closing is not None:
            return self.closing.closed_on
        return self.lettering.done_on if self.lettering else None


def record_id(siren: str, sequence: int) -> str:
    """The id of a record, which sorts as its sequence: ``732829320:0000000042``."""
    return f"{siren}:{sequence:010d}"


def closing_topic(siren: str) -> str:
    """Where the closings of a legal entity are found."""
    return f"{siren}:closing"


def sealed_part(state: Mapping[str, Any]) -> dict[str, Any]:
    """What the hash of a stored record covers, out of its JSON as it is stored: never out of what newer code makes of it."""
    content = {
        "siren": state.get("siren"),
        "sequence": state.get("sequence"),
        "previous_hash": state.get("previous_hash"),
    }
    for name in CONTENTS:
        value = state.get(name)
        if value is not None:
            content[name] = value
    return content
