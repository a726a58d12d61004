"""Take a trainer's time for a session, or give it back. A step of the use cases that need a trainer.

The booking is made before the session is written, and given back after it: a crash in between can leave one booking too
many, never two sessions at one time. Bookings that were left behind are dropped when the same day is booked again.
"""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.school_time import paris_day
from coaching.domain.session import Session, Status
from coaching.domain.trainer_day import Booking, TrainerDay, booked, released
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class BookTrainer:
    """Who is needed for which session; ``release`` gives the time back."""

    session_id: str
    trainer_id: str
    release: bool = False


async def book_trainer(command: BookTrainer, session: Session, deps: Deps, cause: Cause) -> None:
    """Book or release. RuleError when the trainer is elsewhere at that time."""
    day_id = derived_id(command.trainer_id, f"day {paris_day(session.starts_at).isoformat()}")
    booking = Booking(command.session_id, session.starts_at, session.ends_at)
    left_behind = await _left_behind(day_id, deps)

    def decide(known: TrainerDay | None) -> Change[TrainerDay]:
        day = known or TrainerDay(command.trainer_id)
        for session_id in left_behind:
            day = released(day, session_id)
        return Change(released(day, command.session_id) if command.release else booked(day, booking))

    await deps.trainer_days.put(day_id, decide, cause)


async def _left_behind(day_id: str, deps: Deps) -> list[str]:
    """Sessions of the day that can never need this trainer again: cancelled, or held by somebody else."""
    try:
        day = (await deps.trainer_days.get(day_id)).state
    except NotFoundError:
        return []
    found = []
    for booking in day.bookings:
        try:
            session = (await deps.sessions.get(booking.session_id)).state
        except NotFoundError:
            continue
        held_by_another = session.trainer_signed_at is not None and session.trainer_id != day.trainer_id
        if session.status is Status.CANCELLED or held_by_another:
            found.append(booking.session_id)
    return found
