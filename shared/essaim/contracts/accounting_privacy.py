"""Events by which accounting answers for a person's rights."""

from essaim.contracts.event import PERSONAL, event
from essaim.contracts.personal_records import AccessAnswered, ErasureApplied


@event("accounting.access_answered.v1", exchange=PERSONAL)
class AccountingAccessAnswered(AccessAnswered):
    """What accounting holds of a person, in pieces; the answer to enrolment.access_requested."""


@event("accounting.erasure_applied.v1")
class AccountingErasureApplied(ErasureApplied):
    """What accounting kept when a person was erased: codes, and until when; the answer to ``enrolment.person_erased``."""
