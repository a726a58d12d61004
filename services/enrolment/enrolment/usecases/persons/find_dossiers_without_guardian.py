"""Dossiers that would stand without a guardian's consent if one minor had sent them all, and the word that may be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.persons.consent import Party, Word
from enrolment.domain.persons.consent_text import Kind
from enrolment.domain.persons.guardian_needed import needs_guardian
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class WithoutGuardian:
    """``word`` is a guardian's yes to the contract in the version of the dossier's programme; None when nobody has given it."""

    application: Stored[Application]
    text_version: str
    word: Word | None


async def find_dossiers_without_guardian(
    person_ids: Sequence[str], birth_date: date | None, deps: Deps
) -> list[WithoutGuardian]:
    """Of all these registrations, which are one human with this birth date."""
    today = deps.clock.today()
    found = []
    for person_id in person_ids:
        for stored in await deps.applications.all({"person_id": person_id}):
            programme = (await deps.programmes.get(stored.state.programme_id)).state
            if needs_guardian(stored.state, birth_date, programme.starts_on, today):
                version = programme.consent_text_version
                found.append(WithoutGuardian(stored, version, await _word(person_ids, version, today, deps)))
    return found


async def _word(person_ids: Sequence[str], version: str, today: date, deps: Deps) -> Word | None:
    for person_id in person_ids:
        where = {"person_id": person_id, "kind": Kind.CONTRACT.value, "text_version": version}
        for consent in await deps.consents.all(where):
            for word in consent.state.words if consent.state.holds(today) else ():
                if word.party is Party.GUARDIAN and word.agrees:
                    return word
    return None
