"""The waiting list of a programme, in its order, with the places that are left."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.committees.waiting_list import PlaceBook
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.committees.count_places import CountPlaces, count_places
from essaim.kit.aggregate import Stored
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
    found = await count_places(CountPlaces(command.programme_id, command.programme), deps)
    where = {"programme_id": command.programme_id, "status": Status.WAITING_LIST.value}
    waiting = await deps.applications.all(where, order_by=(Order("waiting_rank"), Order("created_at")))
    return WaitingList(tuple(waiting), found.limit, len(found.accepted), found.free, found.book)
