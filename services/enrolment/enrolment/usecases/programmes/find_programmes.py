"""Programmes by what they are of, and whether they take applications now."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Stored
from essaim.kit.paging import Page
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class FindProgrammes:
    """The conditions, the page, and with ``open`` only those that take applications today (or, when False, that do not)."""

    where: Where
    limit: int
    cursor: str | None = None
    open: bool | None = None


async def find_programmes(query: FindProgrammes, deps: Deps) -> Page[Stored[Programme]]:
    """The oldest first. Whether a programme is open depends on the day, so those that are not are passed over while reading:
    each read asks for no more than is still missing, so that the cursor is exact."""
    today = deps.clock.today()
    found: list[Stored[Programme]] = []
    cursor = query.cursor
    while True:
        page = await deps.programmes.find(
            query.where, order_by=(Order("created_at"),), limit=query.limit - len(found), cursor=cursor
        )
        found.extend(
            one for one in page.items if query.open is None or one.state.takes_applications_on(today) is query.open
        )
        cursor = page.next
        if cursor is None or len(found) == query.limit:
            return Page(tuple(found), cursor)
