"""Fill the agendas of the committees to come, the earliest first, so that members see what they have to read.

Those whose members vote already take what still comes in time, until the day after their last application date (SNEE-09).
"""

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, Status, reads
from enrolment.usecases.committees.fill_agenda import FillAgenda, fill_agenda
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import In, Order


async def fill_agendas(deps: Deps) -> None:
    """Safe to repeat, and to run in several replicas at once: a review is taken by one committee."""
    where = {"status": In((Status.PLANNED.value, Status.OPEN.value))}
    for one in await deps.committees.all(where, order_by=(Order("last_application_on"),)):
        if _fills(one.state, deps):
            await fill_agenda(FillAgenda(one.id), deps, fresh_cause("fill-agendas"))


def _fills(committee: Committee, deps: Deps) -> bool:
    if committee.held_at <= deps.clock.now():
        return False
    return committee.status is Status.PLANNED or reads(committee, deps.clock.today())
