"""Close one review of this deployment."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.deciders.review import Review, blank, close
from enrolment.usecases.deciders.check_review_id import check_review_id
from enrolment.usecases.privacy.forget_agenda_item import forget_agenda_item
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause

ERASED = "erased"
SENT_AGAIN = "sent_again"


@dataclass(frozen=True)
class CloseReview:
    """Whose dossier it is a review of, which one, and why it is closed."""

    application_id: str
    home: str
    review_id: str
    decider: str
    round: int
    reason: str


async def close_review(command: CloseReview, deps: Deps, cause: Cause) -> None:
    """A review that was not made yet is made closed, so that it is not opened by what comes after this.

    RefusedError unless the review is one of the home's own dossiers.
    """
    check_review_id(command.review_id, command.home, command.application_id, command.decider, command.round)
    line = Happening(deps.clock.now(), cause.actor, "closed", command.reason)
    today = deps.clock.today()

    def change(state: Review | None) -> Change[Review] | None:
        known = state or blank(
            command.application_id, home=command.home, decider=command.decider, round_=command.round, today=today
        )
        after = close(known, line, forget=command.reason == ERASED)
        return None if after == state else Change(after)

    await deps.reviews.put(command.review_id, change, cause, effect="close")
    if command.reason == ERASED:
        await forget_agenda_item(command.review_id, deps, cause)
