"""Which guardian of a child an address belongs to; the id of a new one follows from the child and the address."""

from enrolment.deps import Deps
from enrolment.domain.persons.person import Kind, Standing
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


async def find_guardian(child_id: str, email: str, deps: Deps) -> str:
    """The id, whether or not somebody is registered under it."""
    where = {"guardian_of": child_id, "email": email, "kind": Kind.GUARDIAN.value}
    known = await deps.persons.find_one(where)
    if known:
        return known.id
    id_ = derived_id(child_id, f"guardian {email}")
    while await _is_erased(id_, deps):
        id_ = derived_id(id_, "again")
    return id_


async def _is_erased(guardian_id: str, deps: Deps) -> bool:
    """Somebody who was erased stays so: who comes back is a new one."""
    try:
        person = (await deps.persons.get(guardian_id)).state
    except NotFoundError:
        return False
    return person.standing is Standing.ERASED
