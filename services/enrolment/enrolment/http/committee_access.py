"""Who sees a committee: the offices of its partner, and its members. Everybody else gets 404."""

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee
from enrolment.http.grants.committees import OFFICE
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.committees import CommitteeOut, ItemOut
from enrolment.usecases.committees.name_applicants import name_applicants
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Principal


def is_office(caller: Principal, committee: Committee) -> bool:
    """Whether the caller prepares this committee."""
    return caller.partner == committee.partner and bool(caller.roles & set(OFFICE))


async def committee_for(caller: Principal, action: str, committee_id: str, deps: Deps) -> Stored[Committee]:
    """The committee, when the caller may; NotFoundError for who is neither its office nor one of its members."""
    stored = await deps.committees.get(committee_id)
    sides = Sides(coordinator=stored.state.partner)
    check(caller, "committee.read", sides)
    if not is_office(caller, stored.state) and stored.state.member(caller.sub) is None:
        raise NotFoundError("not-found", "there is nothing here under this id")
    check(caller, action, sides)
    return stored


async def shown(stored: Stored[Committee], caller: Principal, deps: Deps) -> CommitteeOut:
    """The committee with its agenda: a member sees their own votes, and everybody's once it is held, except on a dossier in
    which they have a conflict of interest."""
    state = stored.state
    names = await name_applicants([one.review_id for one in state.items], deps)
    held = state.status.value in ("HELD", "CLOSED")
    office = is_office(caller, state)
    items = []
    for item in state.items:
        sees_votes = office or (held and caller.sub not in item.conflicts)
        out = ItemOut.of(item, sees_votes=sees_votes, reader=caller.sub)
        review = await _review(item.review_id, deps)
        items.append(out.model_copy(update={"applicant": names[item.review_id], **review}))
    return CommitteeOut.of(stored, items)


async def _review(review_id: str, deps: Deps) -> dict[str, object]:
    try:
        review = (await deps.reviews.get(review_id)).state
    except NotFoundError:
        return {}
    return {
        "application_id": review.application_id,
        "programme_id": review.programme_id,
        "sent_on": review.requested_on,
        "complete": review.shared,
    }
