"""Mini-entreprises and their members as the policy sees them: own team, own candidacy, own interviews."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.member import Member
from enrolment.http.policy import POLICY, Sides, check
from enrolment.usecases.mini.find_member import find_member
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Principal

STUDENT, MENTOR = frozenset({"student"}), frozenset({"mentor"})


async def team_for(caller: Principal, action: str, enterprise_id: str, deps: Deps) -> Stored[MiniEnterprise]:
    """The team, when the caller may; ForbiddenError or NotFoundError otherwise."""
    stored = await deps.mini_enterprises.get(enterprise_id)
    mentors = stored.state.mentor_id == caller.sub
    own = MENTOR if mentors else frozenset()
    if caller.roles & STUDENT and await place_of(caller, enterprise_id, deps) is not None:
        own |= STUDENT
    # Somebody who is a student here and a mentor there owns only what their role of here gives.
    acting = replace(caller, roles=caller.roles - ((STUDENT | MENTOR) - own))
    check(acting, action, Sides(stored.state.coordinator, owner=caller.sub if own else None))
    return stored


async def place_of(caller: Principal, enterprise_id: str, deps: Deps) -> str | None:
    """The caller's place in a team as a member."""
    found = await deps.mini_members.all({"person_id": caller.sub})
    return next((one.id for one in found if one.state.active and one.state.enterprise_id == enterprise_id), None)


async def teams_of(caller: Principal, deps: Deps) -> list[Stored[MiniEnterprise]]:
    """The teams that are the caller's own: as a member, as their mentor."""
    ids = []
    if caller.roles & STUDENT:
        found = await deps.mini_members.all({"person_id": caller.sub})
        ids = [one.state.enterprise_id for one in found if one.state.active]
    teams = [await deps.mini_enterprises.get(one) for one in dict.fromkeys(ids)]
    if caller.roles & MENTOR:
        teams += [one for one in await deps.mini_enterprises.all({"mentor_id": caller.sub}) if one.id not in ids]
    return teams


async def member_for(caller: Principal, action: str, enterprise_id: str, id_: str, deps: Deps) -> Stored[Member]:
    """A member's candidacy, when the caller may: the member's own, an interviewer's, the teacher's, the facilitator's."""
    stored = await find_member(enterprise_id, id_, deps)
    state = stored.state
    acting, owner = caller, state.person_id
    if owner != caller.sub:
        asks = state.sees_as_interviewer(caller.sub)
        acting = replace(caller, roles=caller.roles - STUDENT)
        owner = caller.sub if asks else owner
    else:
        acting = replace(caller, roles=caller.roles & STUDENT)
    check(acting, action, Sides(state.coordinator, owner=owner))
    return stored


def sees_candidacies(caller: Principal, coordinator: str) -> bool:
    """Whether reasons and results of a whole team are shown: to those who lead it."""
    return POLICY.visible(caller, "mini_candidacy.read").partner == coordinator


def require_money(caller: Principal, team: MiniEnterprise) -> None:
    """Steps about money are recorded by EPA alone."""
    if POLICY.visible(caller, "mini.fund").partner != team.coordinator:
        raise ForbiddenError("forbidden", "steps about money are recorded by EPA's facilitator")
