"""Count the places of a programme: who has one, who was offered one, and how many are left."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.committees.waiting_list import PlaceBook, free_places
from enrolment.domain.programmes.programme import Programme
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class CountPlaces:
    """Of which programme."""

    programme_id: str
    programme: Programme


@dataclass(frozen=True)
class Places:
    """``limit`` None: the programme does not limit its places. ``accepted`` are the ids of those who have one."""

    limit: int | None
    accepted: frozenset[str]
    book: PlaceBook

    @property
    def free(self) -> int:
        """How many can be given."""
        return free_places(self.limit, self.accepted, self.book)


async def count_places(command: CountPlaces, deps: Deps) -> Places:
    """The book is read first: whoever is accepted afterwards was in it, and a place is never counted as free that is not."""
    limit = command.programme.parameters_on(deps.clock.today()).places
    book = await _book(command.programme_id, deps)
    accepted = set[str]()
    where = {"programme_id": command.programme_id, "status": Status.ACCEPTED.value}
    async for page in deps.applications.scan(where):
        accepted |= {one["id"] for one in page}
    return Places(limit, frozenset(accepted), book)


async def _book(programme_id: str, deps: Deps) -> PlaceBook:
    try:
        return (await deps.place_books.get(programme_id)).state
    except NotFoundError:
        return PlaceBook(programme_id)
