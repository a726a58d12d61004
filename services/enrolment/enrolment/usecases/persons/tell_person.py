"""Who a person is, in the words of the event: told when it is registered, and again when a deployment asks."""

from enrolment.domain.persons.person import Person
from essaim.contracts.enrolment import PersonKind, PersonRegistered


def tell_person(person_id: str, person: Person) -> PersonRegistered:
    """The event; whoever publishes it writes it with the person. A guardianship that has ended is not told any more."""
    return PersonRegistered(
        person_id=person_id,
        kind=PersonKind(person.kind.value),
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        guardian_of=person.guardian_of if person.ended_on is None else None,
    )
