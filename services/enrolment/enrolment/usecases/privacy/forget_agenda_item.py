"""What a committee said in words of a dossier whose person was erased; what it decided stays, for the minutes count it."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, Item
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


async def forget_agenda_item(review_id: str, deps: Deps, cause: Cause) -> None:
    """Nothing happens for a review that no committee of this deployment has on its agenda."""
    try:
        committee_id = (await deps.reviews.get(review_id)).state.committee_id
        if committee_id is not None:
            await deps.committees.change(
                committee_id, lambda one: Change(_without(one, review_id)), cause, effect=review_id
            )
    except NotFoundError:
        return


def _without(committee: Committee, review_id: str) -> Committee:
    items = tuple(_wordless(one) if one.review_id == review_id else one for one in committee.items)
    return replace(committee, items=items)


def _wordless(item: Item) -> Item:
    votes = tuple(replace(one, opinion="", answers={}) for one in item.votes)
    result = replace(item.result, opinion="", answers={}) if item.result else None
    return replace(item, votes=votes, result=result)
