"""A trainer's bookings on one day: nobody trains in two places at the same time (domain §6.1, an error).

One document per trainer and day, so that two sessions that are confirmed at the same moment meet in one place.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from coaching.domain.errors import RuleError


@dataclass(frozen=True)
class Booking:
    """One session of the day."""

    session_id: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class TrainerDay:
    """What a trainer does on one day."""

    trainer_id: str
    bookings: tuple[Booking, ...] = ()


def booked(day: TrainerDay, wanted: Booking) -> TrainerDay:
    """The day with the booking; RuleError when another session overlaps. A session that ends when the next starts does
    not. Booking the same session again moves it."""
    others = tuple(one for one in day.bookings if one.session_id != wanted.session_id)
    for other in others:
        if other.starts_at < wanted.ends_at and wanted.starts_at < other.ends_at:
            raise RuleError(
                "att-trainer-overlap",
                f"the trainer has session {other.session_id} from {other.starts_at.isoformat()} "
                f"to {other.ends_at.isoformat()}",
            )
    return replace(day, bookings=(*others, wanted))


def released(day: TrainerDay, session_id: str) -> TrainerDay:
    """The day without the session."""
    return replace(day, bookings=tuple(one for one in day.bookings if one.session_id != session_id))
