"""A student became known: keep the name for the attendance sheet. Address, birth date and guardians stay elsewhere."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.person import Person
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RememberPerson:
    """Whose name it is."""

    person_id: str
    given_name: str
    family_name: str


async def remember_person(command: RememberPerson, deps: Deps, cause: Cause) -> None:
    """Keep the name."""
    person = Person(command.given_name, command.family_name)
    await deps.people.put(command.person_id, lambda _: Change(person), cause, latest="name")
