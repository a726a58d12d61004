"""What happened to a consent, in the words of the events: only what changes its status is told."""

from datetime import date

from enrolment.domain.persons.consent import Consent, Status
from essaim.contracts.enrolment import ConsentExpired, ConsentGiven, ConsentKind, ConsentRequested, ConsentWithdrawn
from essaim.contracts.event import EventData


def tell_consent(consent_id: str, before: Consent | None, after: Consent, today: date) -> tuple[EventData, ...]:
    """The event, or none; written with the change."""
    if before is not None and before.status is after.status:
        return ()
    kind = ConsentKind(after.kind.value)
    ids = {"consent_id": consent_id, "person_id": after.person_id, "text_version": after.text_version}
    if after.status is Status.REQUESTED:
        return (ConsentRequested(kind=kind, **ids),)
    if after.status is Status.GIVEN:
        return (ConsentGiven(kind=kind, given_on=after.given_on or today, **ids),)
    if after.status is Status.WITHDRAWN:
        return (ConsentWithdrawn(kind=kind, withdrawn_on=today, **ids),)
    return (ConsentExpired(kind=kind, expired_on=after.expires_on or today, **ids),)
