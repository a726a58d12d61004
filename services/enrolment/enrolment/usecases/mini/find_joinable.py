"""Accepted dossiers of a team's programme that are in no team: who may join."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.usecases.mini.member_id import member_id
from essaim.kit.errors import NotFoundError
from essaim.kit.paging import Page
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class Joinable:
    """A dossier, and whose it is."""

    application_id: str
    person_id: str
    name: str


async def find_joinable(programme_id: str, deps: Deps, *, limit: int, cursor: str | None) -> Page[Joinable]:
    """A page of accepted dossiers without those that have a team, so that a page may be shorter than asked."""
    found = await deps.applications.find(
        {"programme_id": programme_id, "status": Status.ACCEPTED.value},
        order_by=(Order("created_at"),),
        limit=limit,
        cursor=cursor,
    )
    items = []
    for one in found.items:
        if not await _has_team(one.id, deps):
            person = (await deps.persons.get(one.state.person_id)).state
            items.append(Joinable(one.id, one.state.person_id, person.name.strip()))
    return Page(tuple(items), found.next)


async def _has_team(application_id: str, deps: Deps) -> bool:
    try:
        return (await deps.mini_members.get(member_id(application_id))).state.active
    except NotFoundError:
        return False
