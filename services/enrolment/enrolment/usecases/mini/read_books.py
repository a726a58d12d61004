"""The books of a team: of every group with one of its dossiers, where accounting said that it opened books."""

from enrolment.deps import Deps
from enrolment.domain.groups.group import Status
from enrolment.domain.mini.books import GroupBooks
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.usecases.mini.read_members import read_members
from essaim.kit.errors import NotFoundError


async def read_books(enterprise_id: str, team: MiniEnterprise, deps: Deps) -> tuple[GroupBooks, ...]:
    """Nothing for a team without a group, or whose group has no books."""
    dossiers = {one.state.application_id for one in await read_members(enterprise_id, deps)}
    found = []
    for group in await deps.groups.all({"programme_id": team.programme_id}):
        if not any(one.application_id in dossiers for one in group.state.members):
            continue
        try:
            books = (await deps.mini_books.get(group.id)).state
        except NotFoundError:
            continue
        closed = group.state.status is Status.CLOSED
        found.append(GroupBooks(group.id, group.state.code, closed, books.settled_on))
    return tuple(found)
