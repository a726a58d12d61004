"""How many places there are, for a dossier that was accepted when none of them was left."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application


async def places_waited_for(application: Application, deps: Deps) -> int | None:
    """None for a dossier that does not wait for that reason."""
    if not application.waits_for_place:
        return None
    programme = (await deps.programmes.get(application.programme_id)).state
    return programme.parameters_on(deps.clock.today()).places
