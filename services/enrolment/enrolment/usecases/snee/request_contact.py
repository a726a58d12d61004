"""Somebody whose establishment is no partner asks about the status: the question goes to the local referent."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.contact import AskerKind, Contact
from enrolment.usecases.snee.find_referents import FindReferents, find_referents
from essaim.contracts.enrolment_cursus import FirstContactRequested
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequestContact:
    """Who asks (``person_id`` is their login), where they study or teach, and what they ask."""

    asker: AskerKind
    person_id: str
    given_name: str
    family_name: str
    email: str
    establishment: str
    establishment_id: str | None
    territory: str | None
    formation: str
    question: str


async def request_contact(command: RequestContact, deps: Deps, cause: Cause) -> Stored[Contact]:
    """OPEN at the partner of the referent; at this deployment's own partner when nobody is in charge of the place."""
    found = await find_referents(FindReferents(command.establishment_id, command.territory), deps)
    referent_id, partner = (found[0][0], found[0][1].partner) if found else (None, deps.settings.partner)
    contact = Contact(**vars(command), coordinator=partner, asked_at=deps.clock.now(), referent_id=referent_id)
    id_ = cause.new_id("contact")
    told = FirstContactRequested(contact_id=id_, partner=partner, asker=command.asker, referent_id=referent_id)
    return await deps.snee_contacts.add(id_, contact, cause, events=(told,))
