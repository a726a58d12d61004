"""Companies, mentors and needs as the policy sees them, and what of a need is shown to whom."""

from dataclasses import replace
from enum import StrEnum

from enrolment.deps import Deps
from enrolment.domain.network.company import Company
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from enrolment.http.grants.network import OFFICE
from enrolment.http.policy import Sides, check
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Principal


class View(StrEnum):
    """Whose eyes: an office sees all, a teacher no words of mentors, a mentor only what concerns themself."""

    OFFICE = "office"
    TEACHER = "teacher"
    MENTOR = "mentor"


async def company_for(caller: Principal, action: str, code: str, deps: Deps) -> Stored[Company]:
    """The company, when the caller may."""
    stored = await deps.companies.get(code)
    check(caller, action, Sides(stored.state.coordinator))
    return stored


async def mentor_for(caller: Principal, action: str, mentor_id: str, deps: Deps) -> Stored[Mentor]:
    """The mentor, when the caller may: their office, or they themself."""
    stored = await deps.mentors.get(mentor_id)
    check(caller, action, Sides(stored.state.coordinator, owner=mentor_id))
    return stored


async def need_for(caller: Principal, action: str, need_id: str, deps: Deps) -> tuple[Stored[Need], View]:
    """The need, when the caller may, and by whose eyes."""
    stored = await deps.mentor_needs.get(need_id)
    return stored, allow_need(caller, action, stored.state)


def allow_need(caller: Principal, action: str, need: Need) -> View:
    """As whom the caller may; ForbiddenError or NotFoundError otherwise.

    Each role stands for itself: a login that is a teacher and a mentor sees as a mentor only where they are asked."""
    owners = {View.OFFICE: None, View.TEACHER: need.teacher_id, View.MENTOR: need.mentor_id}
    denials: list[ForbiddenError | NotFoundError] = []
    for view, owner in owners.items():
        roles = caller.roles & (frozenset(OFFICE) if view is View.OFFICE else frozenset({view.value}))
        if not roles:
            continue
        try:
            check(replace(caller, roles=roles), action, Sides(need.coordinator, owner=owner))
        except (ForbiddenError, NotFoundError) as error:
            denials.append(error)
        else:
            return view
    hidden = NotFoundError("not-found", "there is nothing here under this id")
    raise next((one for one in denials if isinstance(one, ForbiddenError)), hidden)
