"""The id of the need of a team or a student: each has one, so that two people cannot look for the same mentor twice."""

from enrolment.domain.network.need import SubjectKind
from essaim.kit.ids import derived_id


def need_id(kind: SubjectKind, subject_id: str) -> str:
    """The same each time."""
    return derived_id(subject_id, f"mentor-need {kind}")
