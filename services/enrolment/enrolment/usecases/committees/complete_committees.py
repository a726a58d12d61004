"""Go on where a crash left a committee: held, with results that have not arrived."""

from enrolment.deps import Deps
from enrolment.usecases.committees.deliver_results import DeliverResults, deliver_results
from essaim.kit.cause import fresh_cause


async def complete_committees(deps: Deps) -> None:
    """All that are unfinished. Safe to repeat."""
    for one in await deps.committees.all({"unfinished": True}):
        await deliver_results(DeliverResults(one.id), deps, fresh_cause("complete-committees"))
