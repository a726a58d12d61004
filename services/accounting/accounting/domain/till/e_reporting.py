"""What is told to the tax office of sales to private customers, per day and rate (e-reporting, INV-11): sums, never a customer.

A pure function over totals of days, wherever they come from: closed days of tills, invoices to private customers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounting.domain.pricing import Nature
from accounting.domain.till.link import TillClosing
from accounting.domain.till.till import RATES


@dataclass(frozen=True)
class RateTotal:
    """What one day has of goods or of services at one rate; ``count`` is how many tickets have some of it."""

    services: bool
    rate: str
    base_cents: int
    vat_cents: int
    count: int


@dataclass(frozen=True)
class DayTotal:
    """The sales of one day from one source; ``count`` is the number of its tickets, refunds included."""

    day: date
    count: int
    rates: tuple[RateTotal, ...]


def till_day(closing: TillClosing) -> DayTotal:
    """The day that a till closed."""
    return DayTotal(
        closing.ends_on,
        closing.sale_count + closing.refund_count,
        tuple(
            RateTotal(one.nature is Nature.SERVICES, one.rate, one.base_cents, one.vat_cents, one.tickets)
            for one in closing.parts
        ),
    )


def report(days: Iterable[DayTotal]) -> tuple[DayTotal, ...]:
    """One total per day, oldest first, in it one per category and rate. Days without sales are not told."""
    counts: dict[date, int] = {}
    sums: dict[tuple[date, bool, str], RateTotal] = {}
    for one in days:
        counts[one.day] = counts.get(one.day, 0) + one.count
        for rate in one.rates:
            key = (one.day, rate.services, rate.rate)
            known = sums.get(key, RateTotal(rate.services, rate.rate, 0, 0, 0))
            sums[key] = RateTotal(
                rate.services,
                rate.rate,
                known.base_cents + rate.base_cents,
                known.vat_cents + rate.vat_cents,
                known.count + rate.count,
            )
    order = [(services, rate) for services in (False, True) for rate in RATES]
    return tuple(
        DayTotal(day, counts[day], tuple(sums[day, *key] for key in order if (day, *key) in sums))
        for day in sorted(counts)
        if counts[day]
    )
