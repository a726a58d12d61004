"""Statuses whose academic year is over become EXPIRED, and it is told (SNEE-08)."""

from enrolment.deps import Deps
from enrolment.domain.snee.status import RUNNING, SneeStatus, expire
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import StatusExpired
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Range


async def expire_statuses(deps: Deps) -> None:
    """All that are due. Safe to repeat."""
    cause = fresh_cause("expire-statuses")
    moment = moment_of(deps, cause)
    for running in RUNNING:
        due = await deps.snee_statuses.all({"status": running.value, "ends_on": Range(lt=str(moment.on))})
        for stored in due:

            def decide(state: SneeStatus, id_: str = stored.id) -> Change[SneeStatus] | None:
                after = expire(state, moment)
                if after == state:
                    return None
                told = StatusExpired(status_id=id_, person_id=state.person_id, ended_on=state.ends_on)
                return Change(after, (told,))

            await deps.snee_statuses.change(stored.id, decide, cause)
