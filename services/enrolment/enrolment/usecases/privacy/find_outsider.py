"""What is held of somebody who is no person of the programmes, by their address: read only (GDPR art. 15)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.candidate import is_email
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.holding import Record
from enrolment.usecases.privacy.list_outside_places import OutsidePlace, list_outside_places


@dataclass(frozen=True)
class FindOutsider:
    """At which coordinating partner, with which address."""

    partner: str
    email: str


@dataclass(frozen=True)
class FoundOutsider:
    """``person_ids`` are the registrations under the same address: those have requests of their own."""

    email: str
    places: tuple[tuple[OutsidePlace, tuple[Record, ...]], ...]
    person_ids: tuple[str, ...]


async def find_outsider(command: FindOutsider, deps: Deps) -> FoundOutsider:
    """Place by place; those without anything are absent."""
    email = command.email.strip().lower()
    if not is_email(email):
        raise InputError(Problem("email", "is not an e-mail address", "an address such as nom@example.org"))
    places = []
    for place in list_outside_places():
        records = await place.find(command.partner, email, deps)
        if records:
            places.append((place, tuple(records)))
    persons = [
        one.id
        for one in await deps.persons.all({"email": email})
        if one.state.standing is Standing.ACTIVE and one.state.known_to(command.partner)
    ]
    return FoundOutsider(email, tuple(places), tuple(persons))
