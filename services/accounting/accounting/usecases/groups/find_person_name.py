"""The name of somebody whom the cooperative owes money, for their auxiliary account and their statement."""

from accounting.deps import Deps
from essaim.kit.store.errors import MissingError


async def find_person_name(person_id: str, deps: Deps, *, for_books: bool = True) -> str:
    """The name, or the id as long as the name has not come. Of somebody who was erased only the books read it."""
    try:
        person = (await deps.persons.get(person_id)).state
        return person.full_name if for_books else person.shown_name
    except MissingError:
        return person_id
