"""A guardian's consent that was recorded with an application (YOUTH-01) is a consent to the contract as well: the same word, with
the same proof, where all consents are found."""

from dataclasses import replace
from datetime import datetime

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Consent as ApplicationConsent
from enrolment.domain.persons.consent import Consent, How, Party, Proof, Status, Word
from enrolment.domain.persons.consent_text import Kind
from enrolment.usecases.persons.consent_text_id import consent_text_id
from enrolment.usecases.persons.find_consent import find_consent
from enrolment.usecases.persons.new_consent_id import new_consent_id
from enrolment.usecases.persons.tell_consent import tell_consent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


async def record_contract_consent(
    application_id: str, deps: Deps, cause: Cause, *, told_at: datetime | None = None
) -> None:
    """GIVEN, once for each application. A consent that was withdrawn since, after ``told_at``, stays withdrawn, and what is only
    a copy of its own yes gives it no second time. Safe to repeat."""
    stored = await deps.applications.get(application_id)
    application, given = stored.state, stored.state.consent
    if given is None or given.withdrawn_on is not None or application.guardian_id is None:
        return
    sha256 = await _sha256(given.text_version, deps)
    known = await find_consent(application.person_id, Kind.CONTRACT, given.text_version, deps)
    id_ = known.id if known else new_consent_id(application.person_id, Kind.CONTRACT, given.text_version)
    word = _word(stored, given, sha256, deps, cause)
    today = deps.clock.today()

    def decide(state: Consent | None) -> Change[Consent] | None:
        if state is not None and _is_known(state, application_id, given, told_at):
            return None
        base = state or Consent(
            application.person_id,
            Kind.CONTRACT,
            given.text_version,
            sha256,
            Status.REQUESTED,
            deps.clock.now(),
            cause.actor,
        )
        after = replace(base, status=Status.GIVEN, words=(*base.words, word), given_on=given.given_on, expires_on=None)
        return Change(after, tell_consent(id_, None, after, today))

    await deps.consents.put(id_, decide, cause)


def _is_known(state: Consent, application_id: str, given: ApplicationConsent, told_at: datetime | None) -> bool:
    if state.status is Status.GIVEN or state.has_heard(application_id):
        return True
    return state.has_said(given.given_on, given.evidence) or (told_at is not None and state.refused_since(told_at))


def _word(stored: Stored[Application], given: ApplicationConsent, sha256: str, deps: Deps, cause: Cause) -> Word:
    proof = Proof(How.PAPER, cause.actor, given.evidence, source=stored.id)
    return Word(
        party=Party.GUARDIAN,
        speaker_id=str(stored.state.guardian_id),
        name=given.guardian_name,
        agrees=True,
        said_on=given.given_on,
        recorded_at=deps.clock.now(),
        text_sha256=sha256,
        proof=proof,
    )


async def _sha256(version: str, deps: Deps) -> str:
    """The hash of the text, when it is kept here; a programme may name a text that only exists on paper."""
    try:
        return (await deps.consent_texts.get(consent_text_id(Kind.CONTRACT, version))).state.sha256
    except NotFoundError:
        return ""
