"""Take a place for a dossier that is just being accepted, in the place book that offers are made in.

So of two acceptances at the same instant one gets the last place, wherever it comes from: a decider, a committee, a coordinator
or the waiting list. ``settle_place`` ends it, once the dossier is accepted or is not after all.
"""

from dataclasses import dataclass
from itertools import takewhile

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.committees.waiting_list import Offer, PlaceBook, add_offer
from enrolment.usecases.committees.count_places import CountPlaces, Places, count_places
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.port import Order

ATTEMPTS = 30


@dataclass(frozen=True)
class TakePlace:
    """Of which programme, for which dossier. ``in_turn``: only when a place is left for each who waits before it as well."""

    programme_id: str
    application_id: str
    in_turn: bool = False


@dataclass(frozen=True)
class Taken:
    """Whether there is a place for it, and the places as they were counted; None when they are not limited."""

    granted: bool
    places: Places | None = None


async def take_place(command: TakePlace, deps: Deps, cause: Cause) -> Taken:
    """Granted without a word in the book when places are not limited, and when the dossier has a place, or an offer of one."""
    programme = (await deps.programmes.get(command.programme_id)).state
    if programme.parameters_on(deps.clock.today()).places is None:
        return Taken(True)
    for _ in range(ATTEMPTS):
        found = await count_places(CountPlaces(command.programme_id, programme), deps)
        known = found.book.offer(command.application_id)
        has_one = known is not None and known.taken_at is None
        if has_one or command.application_id in found.accepted:
            return Taken(True, found)
        if known is None:
            before = await _before(command, found.book, deps) if command.in_turn and found.free else 0
            if found.free <= before:
                return Taken(False, found)
        if await _book(command, found.book, deps, cause):
            return Taken(True, found)
    raise ConflictError("too-many-writers", "the places of this programme are being given to others; try again")


async def _before(command: TakePlace, book: PlaceBook, deps: Deps) -> int:
    """How many wait before the dossier, without an offer: all of the list, when it is not there itself."""
    where = {"programme_id": command.programme_id, "status": Status.WAITING_LIST.value}
    waiting = await deps.applications.all(where, order_by=(Order("waiting_rank"), Order("created_at")))
    ahead = takewhile(lambda one: one.id != command.application_id, waiting)
    return sum(book.offer(one.id) is None for one in ahead)


async def _book(command: TakePlace, seen: PlaceBook, deps: Deps, cause: Cause) -> bool:
    """Whether the place was taken: the book is still the one with which the places were counted."""
    today, now = deps.clock.today(), deps.clock.now()
    offer = Offer(command.application_id, today, taken_at=now, taken_by=cause.command_id)
    # The book is no copy of anything: an event that is redelivered takes its place once more, and gives it back once more.
    plain = Cause(cause.command_id, cause.correlation_id, cause.actor)
    made = False

    def decide(state: PlaceBook | None) -> Change[PlaceBook] | None:
        nonlocal made
        made = (state or PlaceBook(command.programme_id)) == seen
        return Change(add_offer(seen, offer)) if made else None

    await deps.place_books.put(command.programme_id, decide, plain)
    return made
