"""Fill the waiting lists of programmes whose places changed: with a set of parameters whose day came, or that was recorded by a
request which died before it filled the list."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.programmes.dating import places_changed_lately
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from essaim.kit.cause import fresh_cause


async def fill_changed_places(deps: Deps) -> None:
    """Only where somebody waits. Safe to repeat: without a free place nobody gets one."""
    today = deps.clock.today()
    for programme in await deps.programmes.all({}):
        if not places_changed_lately(programme.state, today):
            continue
        if await deps.applications.count({"programme_id": programme.id, "status": Status.WAITING_LIST.value}):
            await fill_places(FillPlaces(programme.id), deps, fresh_cause("fill-changed-places"))
