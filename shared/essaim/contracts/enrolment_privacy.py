"""Events of the rights of persons: access, erasure, and the dates that the law sets. Ids, codes and dates only."""

from datetime import date

from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id


@event("enrolment.access_requested.v1")
class AccessRequested(EventData):
    """A person asks what is held of them: every service answers with its ``access_answered`` on ``personal``."""

    request_id: Id
    person_id: Id


@event("enrolment.erasure_received.v1")
class ErasureReceived(EventData):
    """A person asked to be erased, and is told by mail that it came in; ``due_on`` is the last day for the answer (GDPR-03)."""

    erasure_id: Id
    person_id: Id
    due_on: date


@event("enrolment.erasure_extended.v1")
class ErasureExtended(EventData):
    """The answer needs longer, once and by two months; the person is told so, with the reason, within the first month."""

    erasure_id: Id
    person_id: Id
    due_on: date
    reason: Code


@event("enrolment.erasure_rejected.v1")
class ErasureRejected(EventData):
    """The request cannot be followed; ``legal_basis`` is a code such as ``gdpr-17-3-b``."""

    erasure_id: Id
    person_id: Id
    legal_basis: Code


@event("enrolment.erasure_closed.v1")
class ErasureClosed(EventData):
    """Every service has answered. ``outcome`` is ``erased`` or ``partial``; ``kept`` has the service in front of each code."""

    erasure_id: Id
    person_id: Id
    outcome: Code
    kept: list[Code]


@event("enrolment.person_erased.v1", exchange=PERSONAL)
class PersonErased(EventData):
    """Whoever holds something of the person erases what the law does not keep, and answers with ``erasure_applied``. Comes in the
    history of the person, so that an older ``person_registered`` that comes later changes nothing. Told again as that is.
    """

    erasure_id: Id
    person_id: Id
