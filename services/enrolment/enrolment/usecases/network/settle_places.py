"""Give back the places of mentors whose choice is over or was never made: what a crash between two writes left."""

from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.network.mentor import Place, free_place
from enrolment.domain.network.need import HOLDING
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import NotFoundError

GRACE = timedelta(minutes=10)
"""A place that was taken a moment ago may have its choice still to come."""


async def settle_places(deps: Deps) -> None:
    """Safe to repeat, and by two at once."""
    before = deps.clock.now() - GRACE
    for mentor in await deps.mentors.all({"busy": True}):
        for place in mentor.state.places:
            if place.since <= before and not await _holds(place, deps):
                choice_id = place.choice_id
                await deps.mentors.change(
                    mentor.id,
                    lambda known, id_=choice_id: Change(free_place(known, id_)),  # type: ignore[misc]
                    fresh_cause("settle-places"),
                )


async def _holds(place: Place, deps: Deps) -> bool:
    try:
        need = (await deps.mentor_needs.get(place.need_id)).state
    except NotFoundError:
        return False
    choice = need.choice(place.choice_id)
    return choice is not None and choice.status in HOLDING
