"""Register a person whom a coordinator knows, without any dossier yet."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, RuleError
from enrolment.domain.persons.identity import Changes, checked_identity
from enrolment.domain.persons.person import Kind, Person, contradictions, require_active
from enrolment.domain.persons.rectification import described
from enrolment.usecases.persons.find_person import find_person
from enrolment.usecases.persons.register_person import RegisterPerson, register_person
from enrolment.usecases.privacy.refuse_erased_address import refuse_erased_address
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CreatePerson:
    """The fields as they were given, and the partner whose coordinator knows the person."""

    fields: Changes
    partner: str


async def create_person(command: CreatePerson, deps: Deps, cause: Cause) -> Stored[Person]:
    """The person: a new one, or the one who is registered when nothing contradicts it.

    InputError names what contradicts the registered person, for a partner that knows them; for any other partner it is refused
    without a word of what is registered.
    """
    checked = checked_identity(command.fields, deps.clock.today())
    given = described(Kind.STUDENT, command.partner, checked)
    found = await find_person(given, deps)
    if found.stored is not None:
        known = found.stored.state
        against = contradictions(known, given)
        if against and known.known_to(command.partner):
            raise InputError(*against)
        if against:
            raise RuleError("", "email-in-use", "this address belongs to somebody who is registered here otherwise")
        require_active(known, "register")
    elif erased := await refuse_erased_address(deps.settings.partner, given.email, deps):
        raise InputError(*erased)
    return await register_person(RegisterPerson(found.id, given, command.partner), deps, cause)
