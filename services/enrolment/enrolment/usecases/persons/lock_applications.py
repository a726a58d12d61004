"""A consent to the contract was refused or withdrawn: no dossier of the person rests on it any more (YOUTH-01, GDPR-01)."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.persons.consent import Status as ConsentStatus
from enrolment.domain.persons.consent_text import Kind
from enrolment.usecases.committees.free_place import FreePlace, free_place
from enrolment.usecases.persons.lock_application import lock_application
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


async def lock_applications(consent_id: str, deps: Deps, cause: Cause) -> None:
    """Those of the same text only, each in a write of its own; safe to repeat, and nothing when it was given again since. A place
    that was offered goes to the next."""
    try:
        consent = (await deps.consents.get(consent_id)).state
    except NotFoundError:
        return
    if consent.kind is not Kind.CONTRACT or consent.status is not ConsentStatus.WITHDRAWN:
        return
    for stored in await deps.applications.all({"person_id": consent.person_id}):
        rests_on = stored.state.consent
        if rests_on is not None and rests_on.text_version == consent.text_version:
            await lock_application(stored.id, deps, cause)
        pending = (await deps.applications.get(stored.id)).state
        if pending.status is Status.CONSENT_PENDING and pending.offered_until is not None:
            await free_place(FreePlace(stored.id, by_deciders=True), deps, cause)
