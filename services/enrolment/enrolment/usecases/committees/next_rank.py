"""Which rank on its programme's waiting list comes next."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from essaim.kit.store.port import Order


async def next_rank(programme_id: str, deps: Deps) -> int:
    """One more than the last on the programme's waiting list; two who come at the same instant may share a rank."""
    waiting = {"programme_id": programme_id, "status": Status.WAITING_LIST.value}
    last = await deps.applications.find(waiting, order_by=(Order("waiting_rank", descending=True),), limit=1)
    return (last.items[0].state.waiting_rank or 0) + 1 if last.items else 1
