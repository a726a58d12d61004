"""Keep a student's name, for the auxiliary account of what the cooperative owes them."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.group_record import Person
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class KeepPerson:
    """A person's name."""

    person_id: str
    given_name: str
    family_name: str


async def keep_person(command: KeepPerson, deps: Deps, cause: Cause) -> None:
    """Write it down."""
    person = Person(command.given_name, command.family_name)
    await deps.persons.put(command.person_id, lambda _: Change(person), cause, latest="name")
