"""What a service says of a person, and what it did when the person had to be erased: the shape that all services share.

Records travel as one JSON text in pieces: a person with many mails must not make a message that a broker refuses.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from essaim.contracts.event import EventData
from essaim.contracts.types import Code, Id

PIECE_LENGTH = 100_000
"""Characters of a piece: at most 400 kB on the wire, whatever the alphabet."""
MOST_PIECES = 1000
Records = Sequence[dict[str, Any]]


class AccessAnswered(EventData):
    """One piece of what a service holds of a person. ``part`` counts from 1 to ``parts``; all pieces together are JSON: a list
    of records, each with the area, a French label, why it is held, for whom, how long, and the data itself."""

    request_id: Id
    person_id: Id
    part: Annotated[int, Field(ge=1, le=MOST_PIECES)]
    parts: Annotated[int, Field(ge=1, le=MOST_PIECES)]
    piece: Annotated[str, StringConstraints(max_length=PIECE_LENGTH)]

    @model_validator(mode="after")
    def _is_one_of_them(self) -> "AccessAnswered":
        if self.part > self.parts:
            raise ValueError(f"part {self.part} of {self.parts} cannot be")
        return self


class ErasureApplied(EventData):
    """A service has erased what it may of a person. ``kept`` are codes of what the law keeps, restricted; ``kept_until`` is the
    last of their days, absent when nothing is kept or the day is not known yet."""

    erasure_id: Id
    person_id: Id
    kept: list[Code]
    kept_until: date | None = None


def pieces_of(records: Records) -> Iterator[tuple[int, int, str]]:
    """(part, parts, piece) of the records; one empty list is one piece. ValueError when even the bound is too small."""
    text = json.dumps(list(records), ensure_ascii=False, sort_keys=True, default=str)
    cut = [text[first : first + PIECE_LENGTH] for first in range(0, len(text), PIECE_LENGTH)]
    if len(cut) > MOST_PIECES:
        raise ValueError(f"the records need {len(cut)} pieces, and {MOST_PIECES} are the bound")
    for place, piece in enumerate(cut, 1):
        yield place, len(cut), piece


def records_of(pieces: Sequence[str]) -> list[dict[str, Any]]:
    """The records of all pieces in order. ValueError for what is no list of records."""
    found = json.loads("".join(pieces))
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError("an access answer is a list of records")
    return found
