"""A line of the books that a movement of the bank is behind (pointage): each line once, or not any more."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pointing:
    """``movement_id`` is None after it was taken back. ``balance_cents`` is the line's debit minus credit."""

    account_id: str
    siren: str
    record_id: str
    place: int
    account: str
    posted_on: date
    balance_cents: int
    movement_id: str | None
    booked_on: date | None


def pointing_id(record_id: str, place: int) -> str:
    """The id of the pointing of a line: there is one."""
    return f"{record_id}:{place}"
