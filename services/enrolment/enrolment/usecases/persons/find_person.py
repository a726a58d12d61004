"""Which student an address belongs to: one human has one id here, whichever programme's roster or form names them.

The id of somebody new follows from the deployment's partner and the address. Somebody who registered under a login of their own,
whose address was corrected, or who was merged into another is found by what is registered, so that no second person comes of it.
"""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.person import Kind, Person, Standing, contradictions
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id
from essaim.kit.store.port import Order

MOST_STEPS = 30
MOST_TWINS = 50


@dataclass(frozen=True)
class FoundPerson:
    """The id, and who is registered under it; None for somebody new."""

    id: str
    stored: Stored[Person] | None


async def find_person(given: Person, deps: Deps, *, myself: str | None = None) -> FoundPerson:
    """The student whom this form speaks of; ``myself`` is who fills it in under a login of their own, if somebody does."""
    page = await deps.persons.find(
        {"email": given.email, "kind": Kind.STUDENT.value}, order_by=(Order("created_at"),), limit=MOST_TWINS
    )
    here = [one for one in page.items if one.state.standing in (Standing.ACTIVE, Standing.RESTRICTED)]
    if here:
        mine = next((one for one in here if one.id == myself), None)
        same = mine or next((one for one in here if not contradictions(one.state, given)), here[0])
        return FoundPerson(same.id, same)
    merged = next((one for one in page.items if one.state.standing is Standing.MERGED), None)
    if merged is not None:
        return await _by_id(merged.id, given, deps)
    return await _by_id(derived_id(deps.settings.partner, f"person {given.email}"), given, deps)


async def _by_id(id_: str, given: Person, deps: Deps) -> FoundPerson:
    """From the id that follows from the address: on to whoever was merged, past whoever was erased or left the address."""
    for _ in range(MOST_STEPS):
        try:
            stored = await deps.persons.get(id_)
        except NotFoundError:
            return FoundPerson(id_, None)
        person = stored.state
        if person.standing is Standing.MERGED and person.merged_into is not None:
            id_ = person.merged_into
        elif _is_gone(person) or (person.email != given.email and contradictions(person, given)):
            id_ = derived_id(id_, "somebody else")
        else:
            return FoundPerson(id_, stored)
    raise NotFoundError("not-found", "too many persons in a row had this address")


def _is_gone(person: Person) -> bool:
    """Whether this was somebody who was erased: who comes back is a new one."""
    return person.standing in (Standing.ERASED, Standing.RESTRICTED)
