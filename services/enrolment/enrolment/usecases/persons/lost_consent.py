"""Whether a dossier rests on a guardian's consent that was withdrawn since (YOUTH-01)."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.dates import is_minor
from enrolment.domain.persons.consent import Status
from enrolment.domain.persons.consent_text import Kind
from enrolment.usecases.persons.find_consent import find_consent


async def lost_consent(application: Application, deps: Deps) -> bool:
    """False for one that names no consent, and for somebody who has come of age: theirs rests on no guardian any more."""
    if application.consent is None:
        return False
    known = await find_consent(application.person_id, Kind.CONTRACT, application.consent.text_version, deps)
    if known is None or known.state.status is not Status.WITHDRAWN:
        return False
    birth_date = (await deps.persons.get(application.person_id)).state.birth_date
    return birth_date is None or is_minor(birth_date, deps.clock.today())
