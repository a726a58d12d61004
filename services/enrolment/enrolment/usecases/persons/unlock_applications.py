"""A guardian consented to the contract, by link or on paper: the minor's dossiers that wait for it are eligible (YOUTH-01)."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Consent as ApplicationConsent, Status
from enrolment.domain.errors import DomainError
from enrolment.domain.persons.consent import Party, Status as ConsentStatus, Word
from enrolment.domain.persons.consent_text import Kind
from enrolment.usecases.applications.give_guardian_consent import GiveGuardianConsent, give_guardian_consent
from essaim.kit.aggregate import Change, Stored
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
        if _stands_without(stored, consent.text_version, word):
            await _restore(stored.id, consent.text_version, word, deps, cause)
        elif await _waits_for(stored, consent.text_version, word, deps):
            done += await _unlock(stored.id, consent.text_version, word, deps, cause)
    return done


async def _waits_for(stored: Stored[Application], version: str, word: Word, deps: Deps) -> bool:
    state = stored.state
    if state.status is not Status.CONSENT_PENDING or state.guardian_id != word.speaker_id:
        return False
    return (await deps.programmes.get(state.programme_id)).state.consent_text_version == version


def _stands_without(stored: Stored[Application], version: str, word: Word) -> bool:
    """Accepted on an earlier consent of the same guardian to the same text, which was withdrawn."""
    state, known = stored.state, stored.state.consent
    accepted = state.status is Status.ACCEPTED and state.guardian_id == word.speaker_id
    return accepted and known is not None and known.withdrawn_on is not None and known.text_version == version


async def _restore(application_id: str, version: str, word: Word, deps: Deps, cause: Cause) -> None:
    given = await _copy(version, word, deps)

    def decide(state: Application) -> Change[Application] | None:
        gone = state.consent is not None and state.consent.withdrawn_on is not None
        return Change(replace(state, consent=given)) if gone and state.status is Status.ACCEPTED else None

    await deps.applications.change(application_id, decide, cause, effect="consent-restored")


async def _copy(version: str, word: Word, deps: Deps) -> ApplicationConsent:
    registered = (await deps.persons.get(word.speaker_id)).state.name
    return ApplicationConsent(registered, version, word.said_on, word.evidence)


async def _unlock(application_id: str, version: str, word: Word, deps: Deps, cause: Cause) -> int:
    given = await _copy(version, word, deps)
    try:
        await give_guardian_consent(GiveGuardianConsent(application_id, given), deps, cause)
    except DomainError:
        # Somebody recorded it, or took the dossier back, in the same instant.
        return 0
    return 1
