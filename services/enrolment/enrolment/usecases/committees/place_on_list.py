"""Which place on its programme's waiting list a dossier has."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from essaim.kit.store.port import Range, Where


async def place_on_list(application: Application, deps: Deps) -> int | None:
    """Behind those whom earlier committees put there. None when it is not on the list, or has no rank."""
    if application.status is not Status.WAITING_LIST or application.waiting_rank is None:
        return None
    before: Where = {
        "programme_id": application.programme_id,
        "status": Status.WAITING_LIST.value,
        "waiting_rank": Range(lt=application.waiting_rank),
    }
    return await deps.applications.count(before) + 1
