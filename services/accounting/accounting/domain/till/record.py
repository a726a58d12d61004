"""A link as it is stored: the very text that was hashed, and beside it what it is found by.

The text is kept and never made again out of objects, so that newer code cannot change what older code sealed. ``to_post`` alone
is no part of the chain: it says that an entry of the books is still to be made.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TillRecord:
    """``body`` is canonical JSON, ``hash`` its SHA-256. ``topic`` is what closings are found by: the till and the span."""

    till_id: str
    sequence: int
    operation_id: str
    kind: str
    day: date
    hash: str
    body: str
    session: int | None = None
    refers_to: str | None = None
    topic: str | None = None
    to_post: bool | None = None


def till_record_id(till_id: str, sequence: int) -> str:
    """The id of a record, which sorts as its sequence."""
    return f"{till_id}:{sequence:010d}"


def till_topic(till_id: str, span: str) -> str:
    """Where the closings of one span are found."""
    return f"{till_id}:{span}"


def signature(hash_: str) -> str:
    """The four characters of the hash that a receipt shows: the 3rd, 7th, 13th and 19th."""
    return "".join(hash_[place - 1] for place in (3, 7, 13, 19)).upper()
