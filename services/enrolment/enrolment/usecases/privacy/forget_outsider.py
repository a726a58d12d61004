"""People who are no persons of the programmes, in a document that has no use for them any more: by a retention rule."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.network.company import Company
from enrolment.domain.snee import contact, tutoring
from enrolment.usecases.network.erase_mentor import erase_mentor
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def forget_outsider(due_id: str, deps: Deps, cause: Cause) -> None:
    """Everybody in the document, which is named by its place and its id. Safe to repeat."""
    place, _, id_ = due_id.partition(":")
    match place:
        case "tutors":
            await deps.snee_tutorings.change(id_, lambda one: Change(tutoring.forgotten(one)), cause)
        case "questions":
            await deps.snee_contacts.change(id_, lambda one: Change(contact.forgotten(one)), cause)
        case "mentors":
            await erase_mentor(id_, deps, cause)
        case "contacts":
            await deps.companies.change(id_, lambda one: Change(_without_people(one)), cause)
        case _:
            raise ValueError(f"{place} is no place of people who are no persons")


def _without_people(company: Company) -> Company:
    return replace(company, contacts=())
