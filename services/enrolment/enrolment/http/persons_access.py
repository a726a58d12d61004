"""Who may see a person: themself, the partners that know them by a dossier, and the carrier of their contract.

A merged person is nobody to strangers; whoever knew them is told who they are now. Restricted ones are shown
to the accountant and the data protection officer only, erased ones to nobody.
"""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.persons.person import Person, Standing, merged_error
from enrolment.http.policy import POLICY, Sides, check
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Principal, Resource

UNKNOWN = "there is nothing here under this id"


async def person_for(person_id: str, action: str, deps: Deps, caller: Principal) -> Stored[Person]:
    """The person, when the caller may do this to them; 404 for whoever may not know them, 403 for whoever may only see them."""
    stored = await deps.persons.get(person_id)
    person = stored.state
    carrier = await _carrier(person.guardian_of or person_id, deps, caller)
    sides = sides_of(person_id, person, caller, carrier)
    if person.standing is Standing.RESTRICTED and action == "person.read" and _keeps(caller, sides):
        return stored
    check(caller, "person.read" if person.standing is Standing.MERGED else action, sides)
    if person.standing is Standing.MERGED:
        raise merged_error(person)
    if person.standing is not Standing.ACTIVE:
        raise NotFoundError("not-found", UNKNOWN)
    return stored


def sides_of(person_id: str, person: Person, caller: Principal, carrier: str | None = None) -> Sides:
    """The person as the policy sees them: on the caller's side when the caller's partner knows them."""
    coordinator = caller.partner if person.known_to(caller.partner) else person.coordinator
    return Sides(coordinator, carrier, owner=person_id)


def sees_identifiers(person_id: str, person: Person, caller: Principal) -> bool:
    """Whether INE, birth place and nationality are shown: to the person, and to those who register and decide on persons."""
    partner = caller.partner if person.known_to(caller.partner) else person.coordinator
    try:
        POLICY.check(caller, "person.see_identifiers", Resource(owner=person_id, partner=partner))
    except (ForbiddenError, NotFoundError):
        return False
    return True


async def _carrier(student_id: str, deps: Deps, caller: Principal) -> str | None:
    """The caller's partner when it has a contract with the student; minors' guardians are known with them."""
    contract = await deps.contracts.find_one({"person_id": student_id, "carrier": caller.partner})
    return contract.state.carrier if contract else None


def _keeps(caller: Principal, sides: Sides) -> bool:
    """Whether the caller may see what the law keeps of somebody who was erased (GDPR-02): nobody else knows that it is there."""
    try:
        check(caller, "person.read_restricted", replace(sides, owner=None))
    except (ForbiddenError, NotFoundError):
        return False
    return True
