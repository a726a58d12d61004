"""What is done about events on persons and consents. Only this deployment's own are about the persons it keeps."""

from enrolment import deciders_events
from enrolment.deps import Deps
from enrolment.usecases.committees.issue_kept_letters import IssueKeptLetters, issue_kept_letters
from enrolment.usecases.deciders.refresh_person_reviews import RefreshPersonReviews, refresh_person_reviews
from enrolment.usecases.persons.lock_applications import lock_applications
from enrolment.usecases.persons.look_for_duplicates import look_for_duplicates
from enrolment.usecases.persons.name_guardians import name_guardians
from enrolment.usecases.persons.record_contract_consent import record_contract_consent
from enrolment.usecases.persons.unlock_applications import unlock_applications
from essaim.contracts.enrolment import (
    ConsentGiven,
    ConsentWithdrawn,
    GuardianConsentGiven,
    PersonRegistered,
    PersonUpdated,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_person_told(
    received: Received[PersonRegistered] | Received[PersonUpdated], deps: Deps, cause: Cause
) -> None:
    """Look for duplicates that a crash left unsought after somebody was registered or corrected; deciders see it too."""
    if received.envelope.partner == deps.settings.partner:
        await look_for_duplicates(received.data.person_id, deps, cause)
        await refresh_person_reviews(RefreshPersonReviews(received.data.person_id), deps, cause)


async def on_consent_given(received: Received[ConsentGiven], deps: Deps, cause: Cause) -> None:
    """Our own: dossiers that waited for a guardian's consent to the contract become eligible, and those of somebody who turned
    out to be a minor name the guardian."""
    if received.envelope.partner == deps.settings.partner:
        await unlock_applications(received.data.consent_id, deps, cause)
        # It may have been withdrawn in the same instant.
        await lock_applications(received.data.consent_id, deps, cause)
        await name_guardians(received.data.person_id, deps, cause)


async def on_consent_withdrawn(received: Received[ConsentWithdrawn], deps: Deps, cause: Cause) -> None:
    """Our own: no dossier rests on it any more, if a crash left one. It may have been given again in the same instant."""
    if received.envelope.partner == deps.settings.partner:
        await lock_applications(received.data.consent_id, deps, cause)
        await unlock_applications(received.data.consent_id, deps, cause)


async def on_guardian_consent_given(received: Received[GuardianConsentGiven], deps: Deps, cause: Cause) -> None:
    """Complete the consent to the contract that a crash interrupted, and ask the deciders."""
    if received.envelope.partner == deps.settings.partner:
        await record_contract_consent(received.data.application_id, deps, cause, told_at=received.envelope.time)
    await deciders_events.on_dossier_sent(received, deps, cause)
    if received.envelope.partner == deps.settings.partner:
        # Letters of committees elsewhere waited with the dossier.
        await issue_kept_letters(IssueKeptLetters(received.data.application_id), deps, cause)
