"""Where a person appears: sessions and resolutions. Every one is looked at: neither is found by person, and few ask."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.privacy import names
from coaching.domain.resolution import Resolution
from coaching.domain.session import Session
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class Traces:
    """What was found."""

    sessions: tuple[Stored[Session], ...]
    resolutions: tuple[Stored[Resolution], ...]


async def find_traces(person_id: str, deps: Deps) -> Traces:
    """Page by page: only what names the person is kept in memory."""
    sessions: list[Stored[Session]] = []
    cursor: str | None = None
    while True:
        page = await deps.sessions.find(limit=500, cursor=cursor)
        sessions += [one for one in page.items if names(one.state, person_id)]
        cursor = page.next
        if cursor is None:
            break
    resolutions = [
        one
        for one in await deps.resolutions.all()
        if person_id in one.state.weights or any(each.person_id == person_id for each in one.state.ballots)
    ]
    return Traces(tuple(sessions), tuple(resolutions))
