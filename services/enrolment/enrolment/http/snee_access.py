"""A status as the policy sees it: the student's own, the coordinator's, and the tutors' who have confirmed and have a login."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.snee.status import SneeStatus
from enrolment.domain.snee.tutoring import TutoringStatus
from enrolment.http.policy import POLICY, Sides, check
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Principal

TUTOR_ROLES = frozenset({"teacher", "mentor"})


async def status_for(caller: Principal, action: str, status_id: str, deps: Deps) -> Stored[SneeStatus]:
    """The status, when the caller may; ForbiddenError or NotFoundError otherwise."""
    stored = await deps.snee_statuses.get(status_id)
    state = stored.state
    try:
        others = replace(caller, roles=caller.roles - TUTOR_ROLES)
        check(others, action, Sides(state.coordinator, state.carrier, owner=state.person_id))
    except (ForbiddenError, NotFoundError):
        if not caller.roles & TUTOR_ROLES or not await _is_tutor(caller, status_id, deps):
            raise
        tutor = replace(caller, roles=caller.roles & TUTOR_ROLES)
        check(tutor, action, Sides(state.coordinator, owner=caller.sub))
    return stored


def sees_all(caller: Principal, state: SneeStatus) -> bool:
    """Whether it is theirs or their office's: tutors are not shown fees, reasons and the history."""
    reach = POLICY.visible(replace(caller, roles=caller.roles - TUTOR_ROLES), "snee.read")
    return reach.owner == state.person_id or reach.partner == state.coordinator


async def _is_tutor(caller: Principal, status_id: str, deps: Deps) -> bool:
    found = await deps.snee_tutorings.find_one(
        {"status_id": status_id, "account": caller.sub, "status": TutoringStatus.CONFIRMED.value}
    )
    return found is not None
