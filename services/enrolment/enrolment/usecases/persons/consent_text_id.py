"""The id of a version of a consent text: there is one text under it."""

from enrolment.domain.persons.consent_text import Kind
from essaim.kit.ids import derived_id


def consent_text_id(kind: Kind, version: str) -> str:
    """It follows from the kind and the version."""
    return derived_id(f"consent text {kind.value}", version)
