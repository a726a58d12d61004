"""Closings of a till: the day out of its tickets, the month out of its days, the year out of its months (CGI 286, I-3° bis).

Months follow each other without a gap, also those in which nothing was sold. The year is the financial year of the seller.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from accounting.domain.errors import RuleError
from accounting.domain.fiscal_year import first_day, fiscal_year_of, last_day
from accounting.domain.period import month_starting
from accounting.domain.pricing import Nature
from accounting.domain.till.link import Link, LinkKind, PartSum, Span, TillClosing
from accounting.domain.till.standing import NOTHING_HELD, Standing
from accounting.domain.till.ticket import Part
from accounting.domain.till.till import RATES


def day_closing(day: date, first_sequence: int, links: Sequence[Link], standing: Standing) -> TillClosing:
    """The totals of a session, out of all its records; ``standing`` is the one before the closing."""
    tickets = [one.certain_ticket for one in links if one.kind in (LinkKind.SALE, LinkKind.REFUND)]
    means = dict(NOTHING_HELD)
    for ticket in tickets:
        for payment in ticket.payments:
            means[payment.means.value] += payment.amount_cents
    sold = [one.total_cents for one in tickets if one.total_cents > 0]
    refunded = [one.total_cents for one in tickets if one.total_cents < 0]
    return TillClosing(
        span=Span.DAY,
        period=day.isoformat(),
        starts_on=day,
        ends_on=day,
        first_sequence=first_sequence,
        last_sequence=max(one.sequence for one in links),
        parts=_summed((part, 1) for ticket in tickets for part in ticket.parts),
        means=means,
        sale_count=len(sold),
        refund_count=len(refunded),
        sold_cents=sum(sold),
        refunded_cents=-sum(refunded),
        net_cents=standing.net_cents,
        absolute_cents=standing.absolute_cents,
    )


def period_closing(
    span: Span, period: str, days: tuple[date, date], closings: Sequence[tuple[int, TillClosing]], standing: Standing
) -> TillClosing:
    """The totals of a month or a year, out of the closings in it, which come with their own sequence. The perpetual totals are
    those of the last one; without any, those of ``standing``."""
    means = dict(NOTHING_HELD)
    for _, one in closings:
        for name, cents in one.means.items():
            means[name] += cents
    return TillClosing(
        span=span,
        period=period,
        starts_on=days[0],
        ends_on=days[1],
        first_sequence=min((one.first_sequence or sequence for sequence, one in closings), default=0),
        last_sequence=max((sequence for sequence, _ in closings), default=0),
        parts=_summed((part, part.tickets) for _, one in closings for part in one.parts),
        means=means,
        sale_count=sum(one.sale_count for _, one in closings),
        refund_count=sum(one.refund_count for _, one in closings),
        sold_cents=sum(one.sold_cents for _, one in closings),
        refunded_cents=sum(one.refunded_cents for _, one in closings),
        net_cents=closings[-1][1].net_cents if closings else standing.net_cents,
        absolute_cents=closings[-1][1].absolute_cents if closings else standing.absolute_cents,
    )


def _summed(parts: Iterable[tuple[Part | PartSum, int]]) -> tuple[PartSum, ...]:
    found: dict[tuple[str, Nature], PartSum] = {}
    for one, tickets in parts:
        known = found.get((one.rate, one.nature), PartSum(one.nature, one.rate, 0, 0, 0, 0))
        found[one.rate, one.nature] = PartSum(
            one.nature,
            one.rate,
            known.including_cents + one.including_cents,
            known.base_cents + one.base_cents,
            known.vat_cents + one.vat_cents,
            known.tickets + tickets,
        )
    order = [(rate, nature) for rate in RATES for nature in Nature]
    return tuple(found[key] for key in order if key in found)


def next_month(standing: Standing) -> date | None:
    """The first day of the next month to close; None before the first session."""
    if standing.month_closed is not None:
        return month_starting(date.fromisoformat(f"{standing.month_closed}-01"))[1] + timedelta(days=1)
    return standing.first_on.replace(day=1) if standing.first_on else None


def check_month_closable(first_on: date, standing: Standing, today: date) -> None:
    """RuleError unless this month is the next one, over, and without an open session."""
    following = next_month(standing)
    if following is None:
        raise RuleError("till-nothing-sold", "this till had no session yet: there is nothing to close")
    if first_on < following:
        raise RuleError("till-month-closed", f"{first_on:%Y-%m} is closed on this till; a closing cannot be undone")
    if first_on > following:
        raise RuleError("till-closing-order", f"months are closed one after the other: the next is {following:%Y-%m}")
    ends_on = month_starting(first_on)[1]
    if ends_on >= today:
        raise RuleError("till-month-not-over", f"{first_on:%Y-%m} is not over")
    if standing.session_on is not None and standing.session_on <= ends_on:
        detail = f"the session of {standing.session_on} is open; a month is closed when its days are"
        raise RuleError("till-days-open", detail)


def check_year_closable(year: int, start_month: int, standing: Standing) -> None:
    """RuleError unless all months of this financial year are closed, and the year before is."""
    if standing.first_on is None:
        raise RuleError("till-nothing-sold", "this till had no session yet: there is nothing to close")
    following = (standing.year_closed or fiscal_year_of(standing.first_on, start_month) - 1) + 1
    if year < following:
        raise RuleError("till-year-closed", f"the year {year} is closed on this till, or before its first session")
    if year > following:
        raise RuleError("till-closing-order", f"years are closed one after the other: the next is {following}")
    ends_on = last_day(year, start_month)
    if (standing.month_closed or "") < f"{ends_on:%Y-%m}":
        raise RuleError("till-months-open", f"close the months of {year} first, until {ends_on:%Y-%m}")


def year_days(year: int, start_month: int) -> tuple[date, date]:
    """The first and the last day of a financial year."""
    return first_day(year, start_month), last_day(year, start_month)
