"""Write a version of a consent text, until the first time that somebody is asked to consent to it."""

from enrolment.deps import Deps
from enrolment.domain.persons.consent_text import ConsentText, check_text, rewritten
from enrolment.usecases.persons.consent_text_id import consent_text_id
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


async def put_consent_text(text: ConsentText, deps: Deps, cause: Cause) -> Stored[ConsentText]:
    """InputError for a text that cannot be; refused for another text under a version that is in use."""
    check_text(text)

    def decide(known: ConsentText | None) -> Change[ConsentText]:
        return Change(text if known is None else rewritten(known, text))

    stored = await deps.consent_texts.put(consent_text_id(text.kind, text.version), decide, cause)
    assert stored is not None
    return stored
