"""Events on persons: changes of who somebody is, consents, and two registrations that were one human."""

from datetime import date
from enum import StrEnum

from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id


class PersonKind(StrEnum):
    """What somebody is to the programmes."""

    STUDENT = "student"
    GUARDIAN = "guardian"


class ConsentKind(StrEnum):
    """What somebody consents to: each is asked for itself."""

    DATA = "DATA"
    CONTRACT = "CONTRACT"
    IMAGE = "IMAGE"
    ELECTRONIC_SIGNATURE = "ELECTRONIC_SIGNATURE"


@event("enrolment.person_updated.v1", exchange=PERSONAL)
class PersonUpdated(EventData):
    """A name or an address changed, or a guardianship ended (``guardian_of`` is gone then). Whoever keeps a copy takes it:
    the ``sequence`` is that of ``person_registered`` for the same person."""

    person_id: Id
    kind: PersonKind
    given_name: str
    family_name: str
    email: str
    guardian_of: Id | None = None


@event("enrolment.person_merged.v1")
class PersonMerged(EventData):
    """Two registrations were one human: whatever names ``merged_id`` means ``kept_id`` from now on."""

    kept_id: Id
    merged_id: Id


@event("enrolment.consent_requested.v1")
class ConsentRequested(EventData):
    """A consent is asked for. ``text_version`` names the text."""

    consent_id: Id
    person_id: Id
    kind: ConsentKind
    text_version: Code


@event("enrolment.consent_given.v1")
class ConsentGiven(EventData):
    """Everybody who has to consent has: below 15 the minor and a guardian (GDPR-01)."""

    consent_id: Id
    person_id: Id
    kind: ConsentKind
    text_version: Code
    given_on: date


@event("enrolment.consent_withdrawn.v1")
class ConsentWithdrawn(EventData):
    """One of those who have to consent said no, or withdrew what they gave. Nothing may rest on it any more."""

    consent_id: Id
    person_id: Id
    kind: ConsentKind
    text_version: Code
    withdrawn_on: date


@event("enrolment.consent_expired.v1")
class ConsentExpired(EventData):
    """The consent's text was valid for a time that is over."""

    consent_id: Id
    person_id: Id
    kind: ConsentKind
    text_version: Code
    expired_on: date


@event("enrolment.consent_link_created.v1", exchange=PERSONAL)
class ConsentLinkCreated(EventData):
    """A page on which a guardian, who has no login, reads a text and answers. Who has the ``url`` may answer: it is a secret."""

    consent_id: Id
    person_id: Id
    guardian_id: Id
    kind: ConsentKind
    url: str
    expires_on: date
