"""Events by which coaching answers for a person's rights."""

from essaim.contracts.event import PERSONAL, event
from essaim.contracts.personal_records import AccessAnswered, ErasureApplied


@event("coaching.access_answered.v1", exchange=PERSONAL)
class CoachingAccessAnswered(AccessAnswered):
    """What coaching holds of a person, in pieces; the answer to enrolment.access_requested."""


@event("coaching.erasure_applied.v1")
class CoachingErasureApplied(ErasureApplied):
    """What coaching kept when a person was erased: codes, and until when; the answer to ``enrolment.person_erased``."""
