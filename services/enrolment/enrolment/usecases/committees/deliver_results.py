"""Bring a held committee's results to their reviews, one by one; those who wait in the order of their ranks.

Each result is marked when it has arrived, with the event that its letter can be read: a repetition goes on where it stopped. A
review that cannot be answered any more, because its dossier was withdrawn meanwhile, is marked with why.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, Item, Result, put_item, require_item
from enrolment.domain.deciders.review import Review
from enrolment.domain.errors import DomainError
from enrolment.usecases.committees.release_review import ReleaseReview, release_review
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from essaim.contracts.enrolment_committees import DecisionLetterIssued
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
    for item in sorted(committee.items, key=lambda one: one.rank or 0):
        if not item.answered and item.result is not None:
            await _deliver(command.committee_id, item, item.result, deps, cause)

    def finish(state: Committee) -> Change[Committee] | None:
        left = any(not one.answered for one in state.items)
        return None if left or not state.unfinished else Change(replace(state, unfinished=False))

    return await deps.committees.change(command.committee_id, finish, cause)


async def _deliver(committee_id: str, item: Item, result: Result, deps: Deps, cause: Cause) -> None:
    review, why = None, ""
    if result.answer is None:
        await release_review(ReleaseReview(item.review_id, committee_id), deps, cause)
    else:
        command = AnswerReview(
            item.review_id, result.answer, result.opinion, result.answers, f"committee {committee_id}", shareable=True
        )
        try:
            review = (await answer_review(command, deps, cause)).state
        except (DomainError, NotFoundError) as error:
            why = getattr(error, "slug", GONE)

    def mark(state: Committee) -> Change[Committee] | None:
        known = require_item(state, item.review_id)
        if known.answered or known.result is None:
            return None
        marked = replace(known, answered=True, result=replace(known.result, why=why or known.result.why))
        events = (_letter(committee_id, item.review_id, review, result),) if review is not None else ()
        return Change(put_item(state, marked), events)

    await deps.committees.change(committee_id, mark, cause)


def _letter(committee_id: str, review_id: str, review: Review, result: Result) -> DecisionLetterIssued:
    assert result.answer is not None
    return DecisionLetterIssued(
        committee_id=committee_id,
        review_id=review_id,
        application_id=review.application_id,
        person_id=review.person_id,
        home=review.home,
        answer=result.answer.value,
    )
