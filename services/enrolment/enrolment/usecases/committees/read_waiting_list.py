"""The waiting list of a programme, in its order, with the places that are left."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.committees.waiting_list import PlaceBook, free_places
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class ReadWaitingList:
    """Of which programme."""

    programme_id: str
    programme: Programme


@dataclass(frozen=True)
class WaitingList:
    """Who waits, by rank; ``book`` has the offers that stand. ``free`` can be offered now; ``places`` None: not limited."""

    waiting: tuple[Stored[Application], ...]
    places: int | None
    accepted: int
    free: int
    book: PlaceBook


async def read_waiting_list(command: ReadWaitingList, deps: Deps) -> WaitingList:
    """As it is now."""
    book = await _book(command.programme_id, deps)
    where = {"programme_id": command.programme_id, "status": Status.WAITING_LIST.value}
    waiting = await deps.applications.all(where, order_by=(Order("waiting_rank"), Order("created_at")))
    accepted = await deps.applications.count({"programme_id": command.programme_id, "status": Status.ACCEPTED.value})
    places = command.programme.parameters_on(deps.clock.today()).places
    return WaitingList(tuple(waiting), places, accepted, free_places(places, accepted, book), book)


async def _book(programme_id: str, deps: Deps) -> PlaceBook:
    try:
        return (await deps.place_books.get(programme_id)).state
    except NotFoundError:
        return PlaceBook(programme_id)
