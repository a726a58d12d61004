"""Record a guardian's consent for a minor (YOUTH-01)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Consent, give_consent
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from enrolment.usecases.persons.record_contract_consent import record_contract_consent
from essaim.contracts.enrolment import GuardianConsentGiven
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class GiveGuardianConsent:
    """The consent and its evidence."""

    application_id: str
    consent: Consent
    expected_version: int | None = None


async def give_guardian_consent(command: GiveGuardianConsent, deps: Deps, cause: Cause) -> Stored[Application]:
    """The application is eligible when the registered guardian has consented to the programme's text."""
    application = (await deps.applications.get(command.application_id)).state
    programme = (await deps.programmes.get(application.programme_id)).state
    guardian_id = application.guardian_id
    guardian_name = (await deps.persons.get(guardian_id)).state.name if guardian_id else ""
    today = deps.clock.today()

    def decide(state: Application) -> Change[Application]:
        given = give_consent(
            state,
            command.consent,
            guardian_name=guardian_name,
            text_version=programme.consent_text_version,
            today=today,
        )
        event = GuardianConsentGiven(
            application_id=command.application_id,
            person_id=state.person_id,
            guardian_id=str(state.guardian_id),
            text_version=command.consent.text_version,
        )
        return Change(given, (event,))

    stored = await deps.applications.change(
        command.application_id, decide, cause, expected_version=command.expected_version
    )
    await record_contract_consent(command.application_id, deps, cause)
    await request_reviews(RequestReviews(command.application_id), deps, cause)
    return stored
