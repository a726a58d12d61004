"""Somebody lends money to a mini-entreprise, in shares (MINI-03)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.advance import AdvanceBook, Offer, check_scheme, receive
from accounting.domain.treasury import Means
from accounting.usecases.advances.post_advances import PostAdvances, post_advances
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveAdvance:
    """A member, or a relative of a member under a label, lends a number of shares."""

    activity_id: str
    person_id: str
    relative: str | None
    share_count: int
    received_on: date
    means: Means


async def receive_advance(command: ReceiveAdvance, deps: Deps, cause: Cause) -> Stored[AdvanceBook]:
    """The activity's book with the advance, and its entry posted. A crash before the entry is mended by a job."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_scheme(activity.scheme)
    offer = Offer(
        key=cause.new_id("advance"),
        person_id=command.person_id,
        relative=command.relative,
        share_count=command.share_count,
        received_on=command.received_on,
        means=command.means,
    )
    fresh = AdvanceBook(command.activity_id, activity.group_id, activity.scheme, activity.siren)

    def decide(known: AdvanceBook | None) -> Change[AdvanceBook]:
        book = known or fresh
        if not book.knows(offer):
            check_open(activity)
        return Change(receive(book, offer, activity.person_ids, activity.opened_on, deps.clock.today()))

    await deps.advance_books.put(command.activity_id, decide, cause)
    await post_advances(PostAdvances(command.activity_id), deps, cause)
    return await deps.advance_books.get(command.activity_id)
