"""Bring a held committee's results to their reviews, one by one: the accepted first, in the order in which they get the places
that are left, then those who wait in the order of their ranks. Whom no place is left for waits for one, and the item says so.

Each result is marked when it has arrived: a repetition goes on where it stopped. A review that cannot be answered any more,
because its dossier was withdrawn meanwhile, is marked with why. Then the letters are issued.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status as ApplicationStatus
from enrolment.domain.committees.committee import Committee, Item, Result, put_item, put_on_list, require_item
from enrolment.domain.deciders.review import Review
from enrolment.domain.errors import DomainError
from enrolment.usecases.committees.issue_letters import IssueLetters, issue_letters
from enrolment.usecases.committees.place_on_list import place_on_list
from enrolment.usecases.committees.places_waited_for import places_waited_for
from enrolment.usecases.committees.release_review import ReleaseReview, release_review
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.persons.require_consent import MISSING
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

GONE = "review-gone"


@dataclass(frozen=True)
class DeliverResults:
    """Of which committee."""

    committee_id: str


async def deliver_results(command: DeliverResults, deps: Deps, cause: Cause) -> Stored[Committee]:
    """The committee with every result delivered. Safe to repeat, and to run twice at once."""
    committee = (await deps.committees.get(command.committee_id)).state
    for item in sorted(committee.items, key=lambda one: (one.turn, one.rank or 0)):
        if not item.answered and item.result is not None:
            await _deliver(command.committee_id, item, item.result, deps, cause)

    def finish(state: Committee) -> Change[Committee] | None:
        left = any(not one.answered for one in state.items)
        return None if left or not state.unfinished else Change(replace(state, unfinished=False))

    await deps.committees.change(command.committee_id, finish, cause, effect="results-delivered")
    return await issue_letters(IssueLetters(command.committee_id), deps, cause)


async def _deliver(committee_id: str, item: Item, result: Result, deps: Deps, cause: Cause) -> None:
    why, place, full = "", None, None
    if result.answer is None:
        await release_review(ReleaseReview(item.review_id, committee_id), deps, cause)
    else:
        command = AnswerReview(
            item.review_id, result.answer, result.opinion, result.answers, f"committee {committee_id}", shareable=True
        )
        try:
            review = (await answer_review(command, deps, cause)).state
            place, full = await _place(review, deps)
        except (DomainError, NotFoundError) as error:
            why = getattr(error, "slug", GONE)
            if why == MISSING:
                await release_review(ReleaseReview(item.review_id, committee_id), deps, cause)

    def mark(state: Committee) -> Change[Committee] | None:
        known = require_item(state, item.review_id)
        if known.answered or known.result is None:
            return None
        delivered = replace(known.result, why=why or known.result.why)
        marked = replace(known, answered=True, result=delivered, list_rank=place, places=full)
        return Change(put_item(state, marked) if full is None else put_on_list(state, marked))

    await deps.committees.change(committee_id, mark, cause, effect=f"delivered {item.review_id}")


async def _place(review: Review, deps: Deps) -> tuple[int | None, int | None]:
    """On the programme's waiting list, behind those whom earlier committees put there; and how many places the programme has,
    when none was left. None when the list is kept elsewhere, or other deciders have to answer first."""
    if review.home != deps.settings.partner:
        return None, None
    application = (await deps.applications.get(review.application_id)).state
    if application.status is not ApplicationStatus.WAITING_LIST:
        return None, None
    return await place_on_list(application, deps), await places_waited_for(application, deps)
