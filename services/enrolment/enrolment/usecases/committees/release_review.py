"""A review is on no agenda any more: the next committee may take it."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.deciders.review import Review
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class ReleaseReview:
    """The review, and the committee whose agenda it was on."""

    review_id: str
    committee_id: str


async def release_review(command: ReleaseReview, deps: Deps, cause: Cause) -> None:
    """Nothing when another committee has it by now, or it is gone."""

    def decide(state: Review) -> Change[Review] | None:
        return Change(replace(state, committee_id=None)) if state.committee_id == command.committee_id else None

    try:
        await deps.reviews.change(command.review_id, decide, cause)
    except NotFoundError:
        return
