"""One yes or no to a consent, with what shows it."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.consent import Consent, How, Party, Proof, Word, said_no, said_yes
from enrolment.domain.persons.folding import name_key
from enrolment.domain.persons.person import Person
from enrolment.usecases.persons.lock_applications import lock_applications
from enrolment.usecases.persons.require_guardian import require_guardian
from enrolment.usecases.persons.tell_consent import tell_consent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SayWord:
    """Who says what. ``speaker_id`` is the person themself, or the guardian who speaks."""

    consent_id: str
    agrees: bool
    speaker_id: str
    how: How
    name: str = ""
    said_on: date | None = None
    evidence: str = ""
    file_sha256: str | None = None
    reason: str = ""
    expected_version: int | None = None


async def say_word(command: SayWord, deps: Deps, cause: Cause) -> Stored[Consent]:
    """GIVEN when everybody who has to has said yes, WITHDRAWN at the first no (GDPR-01: neither overrides the other). Then
    no dossier rests on it any more, which our own ``consent_withdrawn`` completes after a crash."""
    consent = (await deps.consents.get(command.consent_id)).state
    person = (await deps.persons.get(consent.person_id)).state
    word = await _word(command, consent, person, deps, cause)
    today = deps.clock.today()

    def decide(state: Consent) -> Change[Consent]:
        say = said_yes if command.agrees else said_no
        after = say(state, word, person.birth_date, today)
        return Change(after, tell_consent(command.consent_id, state, after, today))

    stored = await deps.consents.change(command.consent_id, decide, cause, expected_version=command.expected_version)
    if not command.agrees:
        await lock_applications(command.consent_id, deps, cause)
    return stored


async def _word(command: SayWord, consent: Consent, person: Person, deps: Deps, cause: Cause) -> Word:
    speaker = person
    party = Party.PERSON
    if command.speaker_id != consent.person_id:
        party = Party.GUARDIAN
        speaker = await require_guardian(command.speaker_id, consent.person_id, deps)
    name = command.name.strip()
    if name and name_key(name, "") != speaker.name_key:
        problem = Problem("name", "is not the name of who speaks", "the name as it is registered")
        raise InputError(problem)
    if command.file_sha256 is not None and command.file_sha256 not in {one.sha256 for one in consent.scans}:
        raise InputError(Problem("scan", "is not attached to this consent", "the hash of an attached scan"))
    proof = Proof(command.how, cause.actor, command.evidence.strip(), command.file_sha256)
    said_on = command.said_on or deps.clock.today()
    return Word(
        party=party,
        speaker_id=command.speaker_id,
        name=name or (speaker.name if command.how is How.ONLINE and party is Party.PERSON else ""),
        agrees=command.agrees,
        said_on=said_on,
        recorded_at=deps.clock.now(),
        text_sha256=consent.text_sha256,
        proof=proof,
        reason=command.reason.strip(),
    )
