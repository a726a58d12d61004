"""Tell the applicants whom a committee decided on that their letter can be read: when it can, so with a letterhead.

The letterhead is kept with the committee first; each letter is then issued in a write of its own, and marked with its event. A
letter about a dossier that is kept elsewhere goes there, and can be read there, when that deployment says so.
Until the partner has a letterhead the letters stay due, and the committee says so.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, Item, has_letter, put_item, require_item
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.deciders.review import Review
from enrolment.usecases.committees.tell_letter import tell_letter
from essaim.contracts.enrolment_committees import DecisionLetterIssued
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class IssueLetters:
    """Of which committee."""

    committee_id: str


async def issue_letters(command: IssueLetters, deps: Deps, cause: Cause) -> Stored[Committee]:
    """The committee with its letters issued, or as it was while there is no letterhead. Safe to repeat."""
    stored = await deps.committees.get(command.committee_id)
    if not stored.state.letters_due:
        return stored
    head = stored.state.letterhead or await _letterhead(stored.state.partner, deps)
    if head is None:
        return stored
    await deps.committees.change(command.committee_id, lambda state: _with(head, state), cause, effect="letterhead")
    for item in stored.state.items:
        if has_letter(item) and not item.letter_issued:
            await _issue(command.committee_id, item.review_id, deps, cause)

    def finish(state: Committee) -> Change[Committee] | None:
        left = state.unfinished or any(has_letter(one) and not one.letter_issued for one in state.items)
        return None if left or not state.letters_due else Change(replace(state, letters_due=False))

    return await deps.committees.change(command.committee_id, finish, cause, effect="letters-issued")


def _with(head: Letterhead, state: Committee) -> Change[Committee] | None:
    return Change(replace(state, letterhead=head)) if state.letterhead is None else None


async def _letterhead(partner: str, deps: Deps) -> Letterhead | None:
    try:
        return (await deps.letterheads.get(partner)).state
    except NotFoundError:
        return None


async def _issue(committee_id: str, review_id: str, deps: Deps, cause: Cause) -> None:
    review, here = (await deps.reviews.get(review_id)).state, deps.settings.partner

    def mark(state: Committee) -> Change[Committee] | None:
        item = require_item(state, review_id)
        if item.letter_issued or not has_letter(item):
            return None
        issued = put_item(state, replace(item, letter_issued=True))
        return Change(issued, (_event(committee_id, state, item, review, remote=review.home != here),))

    await deps.committees.change(committee_id, mark, cause, effect=f"letter {review_id}")


def _event(committee_id: str, committee: Committee, item: Item, review: Review, *, remote: bool) -> EventData:
    assert item.result is not None
    assert item.outcome is not None
    if remote:
        return tell_letter(committee_id, committee, item, review)
    return DecisionLetterIssued(
        committee_id=committee_id,
        review_id=item.review_id,
        application_id=review.application_id,
        person_id=review.person_id,
        home=review.home,
        answer=item.outcome.value,
    )
