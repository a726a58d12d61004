"""The id of a new consent. One that is there is looked for (``find_consent``): a merged person's consents keep their ids."""

from enrolment.domain.persons.consent_text import Kind
from essaim.kit.ids import derived_id


def new_consent_id(person_id: str, kind: Kind, version: str) -> str:
    """It follows from the person, the kind and the version of the text."""
    return derived_id(person_id, f"consent {kind.value} {version}")
