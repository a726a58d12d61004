"""A changed name or address, in the words of the event, so that whoever keeps a copy corrects it."""

from enrolment.domain.persons.person import Person
from enrolment.usecases.persons.tell_person import tell_person
from essaim.contracts.enrolment import PersonUpdated


def tell_update(person_id: str, person: Person) -> PersonUpdated:
    """The event; written with the change."""
    return PersonUpdated(**tell_person(person_id, person).model_dump())
