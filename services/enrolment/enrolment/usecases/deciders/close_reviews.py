"""Tell the deciders of a dossier that nobody has to answer any more: it was withdrawn or transferred, or its person erased."""

from dataclasses import dataclass
from typing import Literal

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.deciders.asking import close_all, newly_closed
from enrolment.usecases.deciders.close_review import ERASED, CloseReview, close_review
from enrolment.usecases.deciders.tell_closed import tell_closed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseReviews:
    """Which dossier, and why."""

    application_id: str
    reason: Literal["withdrawn", "transferred", "erased"]


async def close_reviews(command: CloseReviews, deps: Deps, cause: Cause) -> None:
    """Repeating it changes nothing; ``erased`` also removes, here and elsewhere, what the reviews show and what was said."""
    forget = command.reason == ERASED

    def change(state: Application) -> Change[Application] | None:
        closed = close_all(state, forget=forget)
        events = tell_closed(command.application_id, command.reason, newly_closed(state, closed))
        return Change(closed, events) if closed != state else None

    stored = await deps.applications.change(command.application_id, change, cause, effect="close-reviews")
    here = deps.settings.partner
    for one in stored.state.asked:
        if one.deployment == here:
            closing = CloseReview(command.application_id, here, one.review_id, one.decider, one.round, command.reason)
            await close_review(closing, deps, cause)
