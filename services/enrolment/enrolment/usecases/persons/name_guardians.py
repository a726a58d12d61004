"""A minor's dossiers that were sent as an adult's name the guardian who consented since (YOUTH-01): after a merge, after a
corrected birth date, and when the consent comes."""

import logging

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Consent, Happening
from enrolment.domain.persons.consent import Word
from enrolment.domain.persons.guardian_needed import BEYOND_CONSENT, with_guardian
from enrolment.usecases.persons.find_dossiers_without_guardian import WithoutGuardian, find_dossiers_without_guardian
from essaim.contracts.enrolment import GuardianConsentGiven
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause

log = logging.getLogger(__name__)


async def name_guardians(person_id: str, deps: Deps, cause: Cause) -> bool:
    """False when a dossier has no consent yet. Safe to repeat."""
    person = (await deps.persons.get(person_id)).state
    complete = True
    for one in await find_dossiers_without_guardian((person_id,), person.birth_date, deps):
        if one.word is None:
            log.warning("the dossier %s of a minor has no consent of a guardian", one.application.id)
            complete = False
        else:
            await _name(one, one.word, deps, cause)
    return complete


async def _name(one: WithoutGuardian, word: Word, deps: Deps, cause: Cause) -> None:
    registered = (await deps.persons.get(word.speaker_id)).state.name
    consent = Consent(registered, one.text_version, word.said_on, word.evidence)
    line = Happening(deps.clock.now(), cause.actor, "guardian-named")

    def decide(state: Application) -> Change[Application] | None:
        if state.consent is not None or state.status not in BEYOND_CONSENT:
            return None
        told = GuardianConsentGiven(
            application_id=one.application.id,
            person_id=state.person_id,
            guardian_id=word.speaker_id,
            text_version=one.text_version,
        )
        return Change(with_guardian(state, word.speaker_id, consent, line), (told,))

    await deps.applications.change(one.application.id, decide, cause)
