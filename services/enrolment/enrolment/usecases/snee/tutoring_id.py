"""The id of a tutor's place in a status: there is one of each kind, whoever fills it."""

from enrolment.domain.snee.tutoring import TutorRole
from essaim.kit.ids import derived_id


def tutoring_id(status_id: str, role: TutorRole) -> str:
    """Always the same."""
    return derived_id(status_id, f"tutor {role}")
