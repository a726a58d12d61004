"""Offer the free places of a programme to those who wait, in their order.

An offer is made in the programme's place book, and only when nobody made one since the places were counted: so two places that
are freed at once, or two replicas, never go over the number. Then the application is told; a crash in between is completed by
the next filling.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.dossier import Moment, with_line
from enrolment.domain.applications.promoting import promoted
from enrolment.domain.committees.waiting_list import Offer, PlaceBook, add_offer, end_offer, is_stale
from enrolment.usecases.committees.read_waiting_list import ReadWaitingList, WaitingList, read_waiting_list
from enrolment.usecases.persons.lock_application import lock_application
from essaim.contracts.enrolment import ApplicationAccepted
from essaim.contracts.enrolment_committees import PlaceOffered
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

ATTEMPTS = 20
"""How often the places are counted again because somebody else changed the book meanwhile; they go on with it then."""


@dataclass(frozen=True)
class FillPlaces:
    """Of which programme; ``but`` is somebody whose acceptance was just taken back: their own place is not for them."""

    programme_id: str
    but: str | None = None


async def fill_places(command: FillPlaces, deps: Deps, cause: Cause) -> int:
    """How many were offered or given a place now."""
    programme = (await deps.programmes.get(command.programme_id)).state
    days = programme.parameters_on(deps.clock.today()).confirmation_days
    made = lost = 0
    # What a crash left half told is settled first: a place that is given and still booked would be counted twice.
    for known in (await read_waiting_list(ReadWaitingList(command.programme_id, programme), deps)).book.offers:
        if known.taken_at is None:
            await _tell(command.programme_id, known, deps, cause)
        else:
            await _settle(command.programme_id, known, deps, cause)
    while lost < ATTEMPTS:
        found = await read_waiting_list(ReadWaitingList(command.programme_id, programme), deps)
        following = _next(found, command.but)
        if following is None:
            return made
        until = deps.clock.today() + timedelta(days=days) if days else None
        offer = Offer(following, deps.clock.today(), until)
        if await _book(command.programme_id, found.book, offer, deps, cause):
            await _tell(command.programme_id, offer, deps, cause)
            made += 1
        else:
            lost += 1
    return made


def _next(found: WaitingList, but: str | None) -> str | None:
    """Whom a free place goes to. Where places are not limited any more, nobody has to wait for one; whom the deciders put on the
    list themselves stays there."""
    if found.places is not None and not found.free:
        return None
    waiting = (one for one in found.waiting if found.places is not None or one.state.waits_for_place)
    return next((one.id for one in waiting if one.id != but and found.book.offer(one.id) is None), None)


async def _book(programme_id: str, seen: PlaceBook, offer: Offer, deps: Deps, cause: Cause) -> bool:
    """Whether the offer was made: the book is still the one with which the places were counted."""
    # An event that found another book tries once more: what it has tried is not what it has done.
    plain = Cause(cause.command_id, cause.correlation_id, cause.actor)
    made = False

    def decide(state: PlaceBook | None) -> Change[PlaceBook] | None:
        nonlocal made
        made = (state or PlaceBook(programme_id)) == seen
        return Change(add_offer(seen, offer)) if made else None

    await deps.place_books.put(programme_id, decide, plain)
    return made


async def _settle(programme_id: str, taken: Offer, deps: Deps, cause: Cause) -> None:
    """An acceptance that came to its end and could not say so, or that died."""
    accepted = (await deps.applications.get(taken.application_id)).state.status is Status.ACCEPTED
    if not accepted and not is_stale(taken, deps.clock.now()):
        return

    def decide(state: PlaceBook) -> Change[PlaceBook] | None:
        return Change(end_offer(state, taken.application_id)) if state.offer(taken.application_id) == taken else None

    await deps.place_books.change(programme_id, decide, cause, effect=f"settle {taken.application_id}")


async def _tell(programme_id: str, offer: Offer, deps: Deps, cause: Cause) -> None:
    """The application knows of its offer; one that needs no confirmation is accepted, and the book closes it."""
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def decide(state: Application) -> Change[Application] | None:
        if state.status is not Status.WAITING_LIST:
            return None
        if offer.confirm_by is None:
            given = promoted(state, moment.on)
            return Change(with_line(given, moment, "promoted"), (_accepted(offer.application_id, state),))
        # The book is right: what the dossier still says may be an offer from before it was withdrawn.
        if state.offered_until == offer.confirm_by:
            return None
        offered = replace(state, offered_until=offer.confirm_by)
        return Change(with_line(offered, moment, "place-offered"), (_offered(offer, state),))

    try:
        await lock_application(offer.application_id, deps, cause)
        stored = await deps.applications.change(offer.application_id, decide, cause, effect="place")
        waits = stored.state.status is Status.WAITING_LIST
    except NotFoundError:
        waits = False
    if not waits:
        ended = f"end {offer.application_id}"
        await deps.place_books.change(
            programme_id, lambda book: Change(end_offer(book, offer.application_id)), cause, effect=ended
        )


def _accepted(application_id: str, state: Application) -> EventData:
    return ApplicationAccepted(
        application_id=application_id,
        person_id=state.person_id,
        programme_id=state.programme_id,
        scheme=Scheme(state.scheme),
    )


def _offered(offer: Offer, state: Application) -> EventData:
    assert offer.confirm_by is not None
    return PlaceOffered(
        application_id=offer.application_id,
        person_id=state.person_id,
        programme_id=state.programme_id,
        scheme=Scheme(state.scheme),
        confirm_by=offer.confirm_by,
    )
