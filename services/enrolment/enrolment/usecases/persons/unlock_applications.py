"""A guardian consented to the contract, by link or on paper: the minor's dossiers that wait for it are eligible (YOUTH-01)."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Consent as ApplicationConsent, Status
from enrolment.domain.errors import DomainError
from enrolment.domain.persons.consent import Party, Status as ConsentStatus, Word
from enrolment.domain.persons.consent_text import Kind
from enrolment.usecases.applications.give_guardian_consent import GiveGuardianConsent, give_guardian_consent
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


async def unlock_applications(consent_id: str, deps: Deps, cause: Cause) -> int:
    """How many. Those of the same text only, and of the guardian who spoke; safe to repeat."""
    try:
        consent = (await deps.consents.get(consent_id)).state
    except NotFoundError:
        return 0
    word = next((one for one in consent.words if one.party is Party.GUARDIAN and one.agrees), None)
    if consent.kind is not Kind.CONTRACT or consent.status is not ConsentStatus.GIVEN or word is None:
        return 0
    done = 0
    for stored in await deps.applications.all({"person_id": consent.person_id}):
        if await _waits_for(stored, consent.text_version, word, deps):
            done += await _unlock(stored.id, consent.text_version, word, deps, cause)
    return done


async def _waits_for(stored: Stored[Application], version: str, word: Word, deps: Deps) -> bool:
    state = stored.state
    if state.status is not Status.CONSENT_PENDING or state.guardian_id != word.speaker_id:
        return False
    return (await deps.programmes.get(state.programme_id)).state.consent_text_version == version


async def _unlock(application_id: str, version: str, word: Word, deps: Deps, cause: Cause) -> int:
    registered = (await deps.persons.get(word.speaker_id)).state.name
    given = ApplicationConsent(registered, version, word.said_on, f"{word.proof.how.value}: {word.name}")
    try:
        await give_guardian_consent(GiveGuardianConsent(application_id, given), deps, cause)
    except DomainError:
        # Somebody recorded it, or took the dossier back, in the same instant.
        return 0
    return 1
