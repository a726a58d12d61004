"""From a code, as somebody typed it, to what anybody may know of the paper."""

from enrolment.deps import Deps
from enrolment.domain.attestations.code import read_code
from enrolment.domain.attestations.masking import masked_name
from enrolment.domain.attestations.shown import NOT_KNOWN, Shown
from enrolment.domain.ici import enrolment
from enrolment.domain.persons.person import Person, Standing
from enrolment.domain.snee import status


async def find_attestation(typed: str, deps: Deps) -> Shown:
    """NOT_KNOWN for a code that is none, that nobody has, or whose person was erased: all three look the same."""
    code = read_code(typed)
    if code is None:
        return NOT_KNOWN
    found = await deps.snee_statuses.find_one({"attestation_code": code})
    if found is not None:
        person = (await deps.persons.get(found.state.person_id)).state
        return status.shown(found.state, _masked(person), deps.clock.today()) if _known(person) else NOT_KNOWN
    awarded = await deps.ici_learners.find_one({"attestation_code": code})
    if awarded is not None:
        person = (await deps.persons.get(awarded.state.person_id)).state
        return enrolment.shown(awarded.state, _masked(person)) if _known(person) else NOT_KNOWN
    return NOT_KNOWN


def _known(person: Person) -> bool:
    return person.standing not in (Standing.ERASED, Standing.RESTRICTED)


def _masked(person: Person) -> str:
    return masked_name(person.given_name, person.family_name)
