"""Where others named the person by their address: as a tutor, or in a dossier that is not theirs.

The other places that know people by an address alone belong to the holdings of their areas.
"""

from enrolment.deps import Deps
from enrolment.domain.persons.person import Person
from enrolment.domain.privacy.holding import Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.goes_along import goes_along
from enrolment.usecases.privacy.list_outside_places import OutsidePlace, list_outside_places
from essaim.kit.cause import Cause

_PLACES = ("tutors", "dossiers")


def hold_outside() -> Holding[Deps, Cause]:
    """Tutorings and dossiers of others."""
    return Holding(
        name="outside",
        label="Là où d’autres vous ont nommé·e (tutorat, équipe, dossier)",
        purpose="Instruire le dossier de la personne qui vous a nommé·e (mission d’intérêt public).",
        recipients="La coordination du programme et ceux qui décident du dossier.",
        duration="Comme le dossier ou le statut où vous êtes nommé·e.",
        collections=(),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    person = (await deps.persons.get(person_id)).state
    found = [await place.find(partner, person.email, deps) for place, partner in _asked(person)]
    return [record for records in found for record in records]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    person = (await deps.persons.get(erasing.person_id)).state
    stays = erasing.needed or await goes_along(erasing, deps)
    for place, partner in () if stays else _asked(person):
        for record in await place.find(partner, person.email, deps):
            await place.erase(record.id, person.email, deps, cause)
    return ()


def _asked(person: Person) -> list[tuple[OutsidePlace, str]]:
    """Each place, at each partner that knows the person; none for somebody without an address."""
    places = [one for one in list_outside_places() if one.name in _PLACES and person.email]
    return [(place, partner) for place in places for partner in (person.coordinator, *person.partners)]
