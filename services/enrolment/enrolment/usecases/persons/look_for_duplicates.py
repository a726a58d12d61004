"""Look for others who may be the same human: when somebody is registered, corrected or imported."""

from enrolment.deps import Deps
from enrolment.domain.persons.duplicate import reasons_for
from enrolment.domain.persons.person import Kind, Person
from enrolment.usecases.persons.open_duplicate import OpenDuplicate, open_duplicate
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Where

MOST = 5
"""Others that are looked at: five say as much as fifty, and a common address must not make thousands of pairs."""


async def look_for_duplicates(person_id: str, deps: Deps, cause: Cause) -> tuple[str, ...]:
    """The ids of the others. Pairs that were known or dismissed stay as they are; safe to repeat."""
    stored = await deps.persons.get(person_id)
    if stored.state.kind is not Kind.STUDENT:
        return ()
    others: dict[str, Stored[Person]] = {}
    for where in _conditions(stored.state):
        page = await deps.persons.find(where, limit=MOST)
        others |= {one.id: one for one in page.items if one.id != person_id}
    found = {id_: reasons_for(stored.state, other.state) for id_, other in others.items()}
    for id_, reasons in found.items():
        if reasons:
            await open_duplicate(OpenDuplicate(person_id, id_, reasons), deps, cause)
    return tuple(id_ for id_, reasons in found.items() if reasons)


def _conditions(person: Person) -> list[Where]:
    kind = Kind.STUDENT.value
    conditions: list[Where] = []
    if person.email:
        conditions.append({"email": person.email, "kind": kind})
    if person.ine:
        conditions.append({"ine": person.ine, "kind": kind})
    if person.birth_date:
        conditions.append({"name_key": person.name_key, "birth_date": str(person.birth_date), "kind": kind})
    return conditions
