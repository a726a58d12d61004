"""Turnover that is not invoiced yet: signed, potential and lost, from the quotes as they stood on a day. Without VAT.

Signed is what customers accepted and nobody has invoiced yet; potential is open and still valid; lost is what was not
accepted in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounting.domain.pricing import totals_of
from accounting.domain.quote import Quote


@dataclass(frozen=True)
class DatedQuote:
    """A quote, the day it was made, and the day its invoice was issued, once it was."""

    quote: Quote
    created_on: date
    invoiced_on: date | None = None


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
        if one.created_on <= on:
            sums[_where(one, on)] += totals_of(one.quote.lines).excluding_vat_cents
    return Pipeline(sums["signed"], sums["potential"], sums["lost"])


def _where(one: DatedQuote, on: date) -> str:
    accepted_on = one.quote.accepted_on
    if accepted_on is not None and accepted_on <= on:
        invoiced = one.invoiced_on is not None and one.invoiced_on <= on
        return "" if invoiced else "signed"
    return "potential" if one.quote.valid_until >= on else "lost"
