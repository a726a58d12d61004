"""Which dossiers of a minor stand without a guardian's consent (YOUTH-01), for whoever corrected the birth date.

The correction itself is never refused: the register has to say what is true (GDPR art. 16), and only then can a guardian be
added.
"""

from enrolment.deps import Deps
from enrolment.usecases.persons.find_dossiers_without_guardian import find_dossiers_without_guardian


async def list_unconsented(person_id: str, deps: Deps) -> tuple[str, ...]:
    """Their ids. They name the guardian by themselves once the consent to their text is given."""
    person = (await deps.persons.get(person_id)).state
    found = await find_dossiers_without_guardian((person_id,), person.birth_date, deps)
    return tuple(one.application.id for one in found if one.word is None)
