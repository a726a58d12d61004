"""Mini-entreprises and their members as the policy sees them: own team, own candidacy, own interviews.

EPA's facilitator has two sides: at the partner that coordinates the programme, and at the one that carries it (``policy``). A
candidacy is read by its member, by whoever asks in an interview, by the teachers of this very team and by the facilitator.
"""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.member import Member
from enrolment.http.policy import Sides, check
from enrolment.usecases.mini.carrier_of import carrier_of
from enrolment.usecases.mini.find_member import find_member
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Principal

STUDENT, MENTOR, TEACHER = frozenset({"student"}), frozenset({"mentor"}), frozenset({"teacher"})
ASKS = frozenset({"jury", "mentor", "coordinator", "referent"})
ASKING = ("mini_candidacy.read", "mini_candidacy.score")
"""What an interviewer does: of a teacher of another team it is all that they may."""


async def team_for(caller: Principal, action: str, enterprise_id: str, deps: Deps) -> Stored[MiniEnterprise]:
    """The team, when the caller may; ForbiddenError or NotFoundError otherwise."""
    stored = await deps.mini_enterprises.get(enterprise_id)
    mentors = stored.state.mentor_id == caller.sub
    own: frozenset[str] = MENTOR if mentors else frozenset()
    if caller.roles & STUDENT and await place_of(caller, enterprise_id, deps) is not None:
        own |= STUDENT
    if caller.sub in stored.state.teachers:
        own |= TEACHER
    _check_apart(caller, action, own, await sides_of(stored.state, deps))
    return stored


def _check_apart(caller: Principal, action: str, own: frozenset[str], sides: Sides) -> None:
    """Each role stands for itself: a mentor of this team who teaches elsewhere has here what a mentor has, and as a teacher what
    every teacher of the partner has."""
    mine = replace(caller, roles=caller.roles & own)
    others = replace(caller, roles=caller.roles - own - STUDENT - MENTOR)
    denials: list[ForbiddenError | NotFoundError] = []
    for acting, owner in ((mine, caller.sub), (others, None)):
        try:
            return check(acting, action, replace(sides, owner=owner))
        except (ForbiddenError, NotFoundError) as error:
            denials.append(error)
    raise next((one for one in denials if isinstance(one, ForbiddenError)), denials[0])


async def sides_of(team: MiniEnterprise, deps: Deps, owner: str | None = None) -> Sides:
    """Who coordinates a team and who carries it."""
    return Sides(team.coordinator, await carrier_of(team, deps), owner=owner)


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
    """A member's candidacy, when the caller may: the member's own, an interviewer's, the team's teacher's, the facilitator's."""
    stored = await find_member(enterprise_id, id_, deps)
    team = (await deps.mini_enterprises.get(enterprise_id)).state
    own = _own(caller, action, stored.state, team)
    # Each role stands for itself: a teacher of another team who sits in a jury reads as the jury does, where it asks.
    acting = replace(caller, roles=caller.roles - ((STUDENT | ASKS | TEACHER) - own))
    if stored.state.person_id == caller.sub:
        acting = replace(caller, roles=caller.roles & STUDENT)
    check(acting, action, await sides_of(team, deps, owner=caller.sub if own else stored.state.person_id))
    return stored


def _own(caller: Principal, action: str, member: Member, team: MiniEnterprise) -> frozenset[str]:
    """The roles to which the candidacy is the caller's own."""
    if member.person_id == caller.sub:
        return STUDENT
    own: frozenset[str] = TEACHER if caller.sub in team.teachers else frozenset()
    if member.sees_as_interviewer(caller.sub):
        own |= ASKS | TEACHER if action in ASKING else ASKS
    return own


async def sees_candidacies(caller: Principal, team: MiniEnterprise, deps: Deps) -> bool:
    """Whether reasons and results of a whole team are shown: to its teachers and to the facilitator."""
    if caller.roles & TEACHER and caller.sub in team.teachers:
        return True
    return _may(caller, "mini_candidacy.read", await sides_of(team, deps))


async def require_money(caller: Principal, team: MiniEnterprise, deps: Deps) -> None:
    """What concerns money is recorded by EPA alone."""
    if not _may(caller, "mini.fund", await sides_of(team, deps)):
        raise ForbiddenError("forbidden", "what concerns money is recorded by EPA's facilitator")


def _may(caller: Principal, action: str, sides: Sides) -> bool:
    try:
        check(caller, action, sides)
    except (ForbiddenError, NotFoundError):
        return False
    return True
