"""The names of a team's members, by member."""

from enrolment.deps import Deps
from enrolment.usecases.mini.read_members import read_members


async def name_members(enterprise_id: str, deps: Deps) -> dict[str, str]:
    """Of those who are in the team now."""
    found = {}
    for one in await read_members(enterprise_id, deps):
        if one.state.active:
            person = (await deps.persons.get(one.state.person_id)).state
            found[one.id] = person.name.strip() or "Personne effacée"
    return found
