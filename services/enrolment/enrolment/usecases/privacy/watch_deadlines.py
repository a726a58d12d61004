"""Look after the month that the law gives for an answer (GDPR-03): what is late is on the meters, what is near is told once."""

from dataclasses import replace
from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.privacy.erasure import OPEN, ErasureRequest
from essaim.contracts.enrolment import DeadlineApproaching
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.port import In, Range, Where

NEAR = timedelta(days=7)
WHAT, ROLE = "erasure-due", "data_protection_officer"


async def watch_deadlines(deps: Deps) -> None:
    """Count the requests that wait, and those whose day is over; tell the office of those that are due within a week."""
    where: Where = {"status": In(tuple(one.value for one in OPEN))}
    today = deps.clock.today()
    deps.privacy_meters.open.set(await deps.erasures.count(where))
    deps.privacy_meters.overdue.set(await deps.erasures.count({**where, "due_on": Range(lt=today.isoformat())}))
    for stored in await deps.erasures.all({**where, "due_on": Range(le=(today + NEAR).isoformat())}):
        if not stored.state.warned:
            await _tell(stored, deps)


async def _tell(stored: Stored[ErasureRequest], deps: Deps) -> None:
    id_, today = derived_id(stored.id, f"deadline {stored.state.due_on}"), deps.clock.today()

    def decide(request: ErasureRequest) -> Change[ErasureRequest] | None:
        if request.warned or request.status not in OPEN:
            return None
        told = DeadlineApproaching(
            what=WHAT,
            subject_id=stored.id,
            due_on=request.due_on,
            days_left=max(0, (request.due_on - today).days),
            partner=request.coordinator,
            role=ROLE,
        )
        return Change(replace(request, warned=True), (told,))

    await deps.erasures.change(stored.id, decide, Cause(command_id=id_, correlation_id=id_, actor="deadlines"))
