"""Who sees a review: the people of its partner who have its role. Members of committees see what a committee answers, and so do
those who prepare their work: whoever else answers reviews of that partner."""

from enrolment.domain.deciders.review import Review
from enrolment.domain.programmes.decider import Decider
from enrolment.http.grants.deciders import ANSWERING
from enrolment.http.policy import POLICY, Sides, check
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Principal
from essaim.kit.store.port import In, Where

COMMITTEE = "committee_member"


def visible_reviews(caller: Principal) -> Where:
    """The condition on a list of reviews. ForbiddenError for roles that see none."""
    POLICY.require(caller, "review.read")
    roles = _roles(caller)
    if roles == {COMMITTEE}:
        return {"partner": caller.partner, "by_committee": True}
    return {"partner": caller.partner, "role": In(tuple(sorted(roles | {COMMITTEE})))}


def check_review(caller: Principal, action: str, review: Review) -> None:
    """Return when the caller may; NotFoundError when it is not theirs to see, ForbiddenError when only that."""
    sides = Sides(coordinator=review.partner, carrier=review.partner)
    check(caller, "review.read", sides)
    roles = _roles(caller)
    seen = review.by_committee if roles == {COMMITTEE} else review.role in roles | {COMMITTEE}
    if not seen:
        raise NotFoundError("not-found", "there is nothing here under this id")
    check(caller, action, sides)


def answers_for(caller: Principal, decider: Decider) -> bool:
    """Whether the caller is one of the decider's people, wherever they work."""
    return caller.partner == decider.partner and decider.role in caller.roles


def _roles(caller: Principal) -> frozenset[str]:
    return caller.roles & {*ANSWERING, COMMITTEE}
