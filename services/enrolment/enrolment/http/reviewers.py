"""Who sees a review: the people of its partner who have its role. Members of committees see what is on the agendas of their own
committees, and so do those who prepare their work: whoever else answers reviews of that partner."""

from enrolment.deps import Deps
from enrolment.domain.deciders.review import Review
from enrolment.domain.programmes.decider import Decider
from enrolment.http.grants.deciders import ANSWERING
from enrolment.http.policy import POLICY, Sides, check
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Principal
from essaim.kit.store.port import In, Order, Where

COMMITTEE = "committee_member"
MOST_COMMITTEES = 1000


async def visible_reviews(caller: Principal, deps: Deps) -> Where:
    """The condition on a list of reviews. ForbiddenError for roles that see none."""
    POLICY.require(caller, "review.read")
    roles = _roles(caller)
    if roles == {COMMITTEE}:
        own = await _committees_of(caller, deps)
        return {"partner": caller.partner, "by_committee": True, "committee_id": In(own)}
    return {"partner": caller.partner, "role": In(tuple(sorted(roles | {COMMITTEE})))}


async def check_review(caller: Principal, action: str, review: Review, deps: Deps) -> None:
    """Return when the caller may; NotFoundError when it is not theirs to see, ForbiddenError when only that."""
    sides = Sides(coordinator=review.partner, carrier=review.partner)
    check(caller, "review.read", sides)
    roles = _roles(caller)
    seen = review.role in roles | {COMMITTEE}
    if roles == {COMMITTEE}:
        seen = review.by_committee and review.committee_id in await _committees_of(caller, deps)
    if not seen:
        raise NotFoundError("not-found", "there is nothing here under this id")
    check(caller, action, sides)


def answers_for(caller: Principal, decider: Decider) -> bool:
    """Whether the caller is one of the decider's people, wherever they work."""
    return caller.partner == decider.partner and decider.role in caller.roles


def _roles(caller: Principal) -> frozenset[str]:
    return caller.roles & {*ANSWERING, COMMITTEE}


async def _committees_of(caller: Principal, deps: Deps) -> tuple[str, ...]:
    """The last committees of which the caller is a member."""
    order = (Order("held_at", descending=True),)
    found = await deps.committees.find({"partner": caller.partner}, order_by=order, limit=MOST_COMMITTEES)
    return tuple(one.id for one in found.items if one.state.member(caller.sub) is not None)
