"""Whoever has a status that ends soon is told some days before, unless it is renewed already."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.snee.status import SneeStatus, Status, due_notice
from enrolment.usecases.snee.read_terms import read_terms
from essaim.contracts.enrolment_committees import DeadlineApproaching
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Range


async def remind_statuses(deps: Deps) -> None:
    """All that are due, one reminder each. Safe to repeat."""
    cause = fresh_cause("remind-statuses")
    today = deps.clock.today()
    days_of: dict[str, tuple[int, ...]] = {}
    for stored in await deps.snee_statuses.all({"status": Status.ACTIVE.value, "ends_on": Range(ge=str(today))}):
        coordinator = stored.state.coordinator
        if coordinator not in days_of:
            days_of[coordinator] = (await read_terms(coordinator, deps)).notice_days
        days = days_of[coordinator]

        def decide(state: SneeStatus, id_: str = stored.id, days: tuple[int, ...] = days) -> Change[SneeStatus] | None:
            due = due_notice(state, days, today)
            if due is None:
                return None
            told = DeadlineApproaching(
                what="status-expires",
                subject_id=id_,
                due_on=state.ends_on,
                days_left=(state.ends_on - today).days,
                scheme=Scheme.SNEE,
                person_id=state.person_id,
            )
            return Change(replace(state, reminded_days=(*state.reminded_days, due)), (told,))

        await deps.snee_statuses.change(stored.id, decide, cause)
