"""The tutors of a status that is over are free: their links end, and it counts in nobody's workload."""

from enrolment.deps import Deps
from enrolment.domain.snee.tutoring import ended
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def end_tutorings(status_id: str, deps: Deps, cause: Cause) -> None:
    """Safe to repeat; the listener to our own events does."""
    for stored in await deps.snee_tutorings.all({"status_id": status_id}):
        await deps.snee_tutorings.change(
            stored.id, lambda state: Change(ended(state)) if ended(state) != state else None, cause, effect="ended"
        )
