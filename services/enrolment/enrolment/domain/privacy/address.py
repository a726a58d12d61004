"""The address of somebody who was erased, as its digest only: the id of the document follows from it and from the coordinator.

Whoever has the address can find out that it was erased, nobody can find the address. Without it the next list of a class would
bring back whom the law made us forget.
"""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.errors import Problem


@dataclass(frozen=True)
class NewConsent:
    """The person came back: how and when they said so, and who wrote it down."""

    given_on: date
    how: str
    recorded_by: str


@dataclass(frozen=True)
class ErasedAddress:
    """``asked``: at the person's own request, or by a retention rule, which does not stop anybody from coming back."""

    person_id: str
    coordinator: str
    erased_on: date
    asked: bool
    consent: NewConsent | None = None


def refusal(erased: ErasedAddress, field: str) -> Problem | None:
    """What is wrong with registering this address again, if anything."""
    if not erased.asked or erased.consent is not None:
        return None
    message = f"was erased at their own request on {erased.erased_on}"
    return Problem(field, message, "a new consent of the person, recorded at /v1/erased-addresses/consent")


def consented(erased: ErasedAddress, consent: NewConsent) -> ErasedAddress:
    """The person may be registered again. The first consent stands."""
    return erased if erased.consent else replace(erased, consent=consent)
