"""Ask somebody for a consent: to the version of the text that is in force, or to a named one."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.consent import Consent, asked_again, parties_needed, requested
from enrolment.domain.persons.consent_text import ConsentText, Kind
from enrolment.domain.persons.person import Kind as PersonKind, require_active
from enrolment.usecases.persons.consent_text_id import consent_text_id
from enrolment.usecases.persons.find_consent import find_consent
from enrolment.usecases.persons.new_consent_id import new_consent_id
from enrolment.usecases.persons.tell_consent import tell_consent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Order, Range


@dataclass(frozen=True)
class RequestConsent:
    """Of whom, and to what."""

    person_id: str
    kind: Kind
    text_version: str | None = None


async def request_consent(command: RequestConsent, deps: Deps, cause: Cause) -> Stored[Consent]:
    """REQUESTED; one that is asked for or given already stays as it is. From now on the text cannot change any more."""
    person = (await deps.persons.get(command.person_id)).state
    require_active(person, "ask a consent of")
    if person.kind is PersonKind.GUARDIAN:
        raise RuleError("", "consent-of-guardian", "a guardian consents for a child; ask for the child's consent")
    now, today = deps.clock.now(), deps.clock.today()
    parties_needed(command.kind, person.birth_date, today)
    text = await _text(command, today, deps)
    text = await _use(text, deps, cause)
    known = await find_consent(command.person_id, command.kind, text.version, deps)
    id_ = known.id if known else new_consent_id(command.person_id, command.kind, text.version)

    def decide(state: Consent | None) -> Change[Consent]:
        if state is None:
            asked = requested(command.person_id, command.kind, text, now, cause.actor)
        else:
            asked = asked_again(state, text, now, cause.actor)
        return Change(asked, tell_consent(id_, state, asked, today))

    stored = await deps.consents.put(id_, decide, cause)
    assert stored is not None
    return stored


async def _text(command: RequestConsent, today: date, deps: Deps) -> ConsentText:
    if command.text_version is not None:
        try:
            return (await deps.consent_texts.get(consent_text_id(command.kind, command.text_version))).state
        except NotFoundError:
            raise InputError(
                Problem("text_version", "is unknown", f"a version of the text of {command.kind}")
            ) from None
    found = await deps.consent_texts.find(
        {"kind": command.kind.value, "valid_from": Range(le=str(today))},
        order_by=(Order("valid_from", descending=True),),
        limit=1,
    )
    if not found.items:
        raise RuleError("", "no-consent-text", f"no text of {command.kind} is in force; write one first")
    return found.items[0].state


async def _use(text: ConsentText, deps: Deps, cause: Cause) -> ConsentText:
    """Mark the text as used, and read it back: what is asked for is exactly what can never change again."""

    def use(state: ConsentText) -> Change[ConsentText]:
        return Change(replace(state, used=True))

    return (await deps.consent_texts.change(consent_text_id(text.kind, text.version), use, cause)).state
