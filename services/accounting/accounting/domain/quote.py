"""A quote: OPEN → ACCEPTED → INVOICED. What was accepted is what is invoiced."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.pricing import Line


class QuoteStatus(StrEnum):
    """Where a quote stands."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    INVOICED = "INVOICED"


@dataclass(frozen=True)
class Quote:
    """An offer of a group to a customer."""

    activity_id: str
    group_id: str
    scheme: str
    customer_id: str
    valid_until: date
    lines: tuple[Line, ...]
    status: QuoteStatus = QuoteStatus.OPEN
    accepted_on: date | None = None
    invoice_id: str | None = None


def accept(quote: Quote, accepted_on: date, today: date) -> Quote:
    """The customer accepted: once, inside the validity, and not in the future."""
    if quote.status is not QuoteStatus.OPEN:
        raise RuleError("quote-not-open", f"the quote is {quote.status}")
    if accepted_on > today:
        raise InputError("accepted_on", "is in the future", f"a day until {today}")
    if accepted_on > quote.valid_until:
        raise RuleError("quote-expired", f"the quote was valid until {quote.valid_until}")
    return replace(quote, status=QuoteStatus.ACCEPTED, accepted_on=accepted_on)


def invoice(quote: Quote, invoice_id: str) -> Quote:
    """An invoice was drafted from it, once."""
    if quote.status is not QuoteStatus.ACCEPTED:
        raise RuleError("quote-not-accepted", f"only an accepted quote is invoiced, this one is {quote.status}")
    return replace(quote, status=QuoteStatus.INVOICED, invoice_id=invoice_id)
