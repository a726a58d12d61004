"""The name of somebody whom the cooperative owes money, for their auxiliary account and their statement."""

from accounting.deps import Deps
from essaim.kit.store.errors import MissingError


async def find_person_name(person_id: str, deps: Deps) -> str:
    """The name, or the id as long as the name has not come."""
    try:
        return (await deps.persons.get(person_id)).state.full_name
    except MissingError:
        return person_id
