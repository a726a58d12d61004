"""Turnover that is not invoiced yet: signed, potential and lost, from the quotes as they stood on a day. Without VAT.

Signed is what customers accepted and nobody has invoiced yet; potential is sent and still valid; lost is what was refused,
withdrawn, or not accepted in time. What nobody sent is no offer, and a version that a newer one replaced counts with that one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounting.domain.quote import Quote, QuoteStatus


@dataclass(frozen=True)
class InvoicedPart:
    """What one issued invoice of a quote asked for without VAT, and when."""

    issued_on: date
    cents: int


@dataclass(frozen=True)
class DatedQuote:
    """A quote and its issued invoices."""

    quote: Quote
    invoiced: tuple[InvoicedPart, ...] = ()


@dataclass(frozen=True)
class Pipeline:
    """What may still become turnover, in cents."""

    signed_cents: int = 0
    potential_cents: int = 0
    lost_cents: int = 0


def pipeline_of(quotes: Iterable[DatedQuote], on: date) -> Pipeline:
    """The three sums on a day."""
    sums = {"signed": 0, "potential": 0, "lost": 0, "": 0}
    for one in quotes:
        where, total = _where(one.quote, on), one.quote.totals.excluding_vat_cents
        invoiced = sum(part.cents for part in one.invoiced if part.issued_on <= on)
        sums[where] += max(total - invoiced, 0) if where == "signed" else total
    return Pipeline(sums["signed"], sums["potential"], sums["lost"])


def _where(quote: Quote, on: date) -> str:
    if quote.sending is None or quote.sending.sent_on > on:
        return ""
    if quote.accepted_on is not None and quote.accepted_on <= on:
        return "signed"
    ended = quote.ended_on is not None and quote.ended_on <= on
    if ended and quote.status is QuoteStatus.SUPERSEDED:
        return ""
    return "lost" if ended or quote.valid_until < on else "potential"
