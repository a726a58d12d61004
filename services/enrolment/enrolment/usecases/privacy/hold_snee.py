"""The student-entrepreneur status: the status itself, its tutors, and questions that were put to a referent."""

from enrolment.deps import Deps
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.domain.snee import contact, status, tutoring
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.cause import Cause
from essaim.kit.store.port import Where

_SECRET = "link_digest"


def hold_snee() -> Holding[Deps, Cause]:
    """Statuses, tutorings and contacts."""
    return Holding(
        name="snee",
        label="Statut d’étudiant-entrepreneur, tuteurs et questions au référent",
        purpose="Attribuer et suivre le statut (circulaire du 9 juin 2021, mission d’intérêt public).",
        recipients="Le Pépite et la coordination, vos tuteurs, le porteur pour l’attestation.",
        duration="L’année du statut ; ensuite la règle « personnes sans activité ».",
        collections=("snee_statuses", "snee_tutorings", "snee_contacts"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    own: Where = {"person_id": person_id}
    tutorings = [
        Record(one.id, one.since, {key: value for key, value in one.data.items() if key != _SECRET})
        for one in await read_records(deps.snee_tutorings, own)
    ]
    contacts = {
        one.id: one for where in await _asked(person_id, deps) for one in await read_records(deps.snee_contacts, where)
    }
    return [*await read_records(deps.snee_statuses, own), *tutorings, *contacts.values()]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    own: Where = {"person_id": erasing.person_id}
    if erasing.needed:
        return (Kept("snee-status", STILL_NEEDED),) if await deps.snee_statuses.count(own) else ()
    await forget_each(deps.snee_statuses, own, status.emptied, cause)
    await forget_each(deps.snee_tutorings, own, tutoring.forgotten, cause)
    for where in await _asked(erasing.person_id, deps):
        await forget_each(deps.snee_contacts, where, contact.forgotten, cause)
    return ()


async def _asked(person_id: str, deps: Deps) -> list[Where]:
    """By login, and by address: a question may be older than the registration."""
    email = (await deps.persons.get(person_id)).state.email
    found: list[Where] = [{"person_id": person_id}]
    return [*found, {"email": email}] if email else found
