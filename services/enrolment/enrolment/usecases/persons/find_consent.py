"""The consent of a person to a version of a text. It is looked for, because a merged person's consents keep their ids."""

from enrolment.deps import Deps
from enrolment.domain.persons.consent import Consent
from enrolment.domain.persons.consent_text import Kind
from essaim.kit.aggregate import Stored


async def find_consent(person_id: str, kind: Kind, version: str, deps: Deps) -> Stored[Consent] | None:
    """None when nobody asked for it."""
    return await deps.consents.find_one({"person_id": person_id, "kind": kind.value, "text_version": version})
