"""Events by which notifications answers for a person's rights."""

from essaim.contracts.event import PERSONAL, event
from essaim.contracts.personal_records import AccessAnswered, ErasureApplied


@event("notifications.access_answered.v1", exchange=PERSONAL)
class NotificationsAccessAnswered(AccessAnswered):
    """What notifications holds of a person, in pieces; the answer to enrolment.access_requested."""


@event("notifications.erasure_applied.v1")
class NotificationsErasureApplied(ErasureApplied):
    """What notifications kept when a person was erased: codes, and until when; the answer to ``enrolment.person_erased``."""
