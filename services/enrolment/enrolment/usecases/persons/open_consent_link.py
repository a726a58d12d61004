"""What a guardian's link leads to: the consent, the text, and the two persons."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.consent import Consent
from enrolment.domain.persons.consent_link import LONGEST_TOKEN, ConsentLink, digest_of
from enrolment.domain.persons.consent_text import ConsentText
from enrolment.domain.persons.person import Person, Standing
from enrolment.usecases.persons.consent_text_id import consent_text_id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class OpenedLink:
    """All that the page shows. ``usable`` is False when its time is over, or the guardianship is."""

    link: Stored[ConsentLink]
    consent: Stored[Consent]
    text: ConsentText
    child: Person
    guardian: Person
    usable: bool


async def open_consent_link(token: str, deps: Deps) -> OpenedLink:
    """NotFoundError for a token that is none. It is looked up by its hash, so how long that takes says nothing of tokens that
    exist."""
    digest = digest_of(token)
    found = await deps.consent_links.find_one({"digest": digest}) if len(token) <= LONGEST_TOKEN else None
    if found is None:
        raise NotFoundError("link-unknown", "this link leads to nothing")
    consent = await deps.consents.get(found.state.consent_id)
    text = await deps.consent_texts.get(consent_text_id(consent.state.kind, consent.state.text_version))
    child = (await deps.persons.get(consent.state.person_id)).state
    guardian = (await deps.persons.get(found.state.guardian_id)).state
    here = guardian.standing is Standing.ACTIVE and child.standing is Standing.ACTIVE and guardian.ended_on is None
    return OpenedLink(found, consent, text.state, child, guardian, here and found.state.is_open(deps.clock.now()))
