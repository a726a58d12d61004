"""Tickets: the VAT inside a price, and refunds that take it back to the cent (INV-04)."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from accounting.domain.errors import InputError, RuleError
from accounting.domain.pricing import Nature
from accounting.domain.till.e_reporting import DayTotal, RateTotal, report
from accounting.domain.till.refund import refund_lines, refund_parts, refunded
from accounting.domain.till.ticket import Ticket, TicketLine, TillMeans, TillPayment, amounts_of, check_payments, taxed
from essaim.till.figures import stated, taxed as taxed_anew

_settled = settings(max_examples=80, deadline=None, derandomize=True, database=None)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


def line(cents: int, quantity: int = 1000, rate: str = "20", nature: Nature = Nature.GOODS) -> TicketLine:
    """A line of a sale."""
    return TicketLine("x", quantity, cents, rate, nature, (quantity * cents * 2 + 1000) // 2000)


def ticket(*lines: TicketLine) -> Ticket:
    """A sale of these lines, paid by card."""
    total = sum(one.amount_cents for one in lines)
    return Ticket("C01-000001", AT, lines, taxed(amounts_of(lines)), (TillPayment(TillMeans.CARD, total),), total)


def test_inv_04_the_vat_inside_a_price_is_rounded_once_per_rate() -> None:
    """Three lines at 0.33 at 20 %: 0.99 holds 0.825 and so 0.83 without VAT, not three times 0.28."""
    parts = taxed(amounts_of([line(33), line(33), line(33), line(1055, rate="5.5")]))
    assert [(one.rate, one.including_cents, one.base_cents, one.vat_cents) for one in parts] == [
        ("20", 99, 83, 16),
        ("5.5", 1055, 1000, 55),
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 5_000),
            st.integers(1, 9_999),
            st.sampled_from(["20", "10", "5.5", "2.1"]),
            st.sampled_from(list(Nature)),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.lists(st.integers(0, 4_000), min_size=6, max_size=6), min_size=1, max_size=4),
)
@_settled
def test_a_sale_refunded_in_any_parts_is_taken_back_to_the_cent(
    lines: list[tuple[int, int, str, Nature]], steps: list[list[int]]
) -> None:
    """Base and VAT always make the amount, and all refunds together are the sale with the opposite sign."""
    sale = ticket(*(line(*one) for one in lines))
    refunds: list[Ticket] = []
    for step in [*steps, [10**9] * 6]:
        before = refunded(refunds)
        left = {place: one.quantity - before.get(place, 0) for place, one in enumerate(sale.lines)}
        now = {place: min(step[place], units) for place, units in left.items() if min(step[place], units) > 0}
        if not now:
            continue
        taken = refund_lines(sale, now, before)
        parts = refund_parts(sale, now, before)
        total = sum(one.amount_cents for one in taken)
        assert sum(one.base_cents + one.vat_cents for one in parts) == total
        refunds.append(Ticket("r", AT, taken, parts, (), total))
    sums: dict[tuple[Nature, str], list[int]] = {}
    for one in [*sale.parts, *(part for refund in refunds for part in refund.parts)]:
        known = sums.setdefault((one.nature, one.rate), [0, 0, 0])
        known[:] = [known[0] + one.including_cents, known[1] + one.base_cents, known[2] + one.vat_cents]
    assert set(map(tuple, sums.values())) <= {(0, 0, 0)}


@given(st.lists(st.tuples(st.integers(1, 99_999), st.integers(1, 9_999)), min_size=1, max_size=8))
@_settled
def test_the_verifier_computes_the_same_vat_by_itself(lines: list[tuple[int, int]]) -> None:
    """Two programs, one result: what is sealed is made anew by code of its own."""
    natures, rates = list(Nature), ["20", "5.5", "2.1", "0"]
    made = [line(*one, rates[place % 4], natures[place % 3]) for place, one in enumerate(lines)]
    anew = taxed_anew(
        [{"unit_price_cents": x.unit_price_cents, "vat_rate": x.vat_rate, "nature": x.nature} for x in made],
        [one.quantity for one in made],
    )
    own = [
        {
            "rate": one.rate,
            "nature": one.nature,
            "including_cents": one.including_cents,
            "base_cents": one.base_cents,
            "vat_cents": one.vat_cents,
        }
        for one in taxed(amounts_of(made))
    ]
    assert stated(own) == anew


def test_payments_make_the_total_and_no_more_cash_than_the_law_allows() -> None:
    """CMF art. L112-6: 1 000 euros in cash, and what is given covers what is paid."""
    cash = TillMeans.CASH
    check_payments([TillPayment(cash, 1_000, 2_000), TillPayment(TillMeans.CHEQUE, 500)], 1_500)
    wrong: tuple[list[TillPayment], ...] = (
        [TillPayment(cash, 1_400)],
        [TillPayment(cash, 1_500, 1_000)],
        [TillPayment(TillMeans.CARD, 1_500, 2_000)],
        [TillPayment(cash, 2_000), TillPayment(TillMeans.CARD, -500)],
        [],
    )
    for payments in wrong:
        with pytest.raises(InputError):
            check_payments(payments, 1_500)
    check_payments([TillPayment(cash, 100_000)], 100_000)
    with pytest.raises(RuleError, match="cmf-l112-6"):
        check_payments([TillPayment(cash, 100_001)], 100_001)


def test_inv_11_days_are_added_up_by_category_and_rate() -> None:
    """INV-11: whatever the sources, one total per day; goods and services apart; days without sales are not told."""
    first, second = date(2026, 12, 1), date(2026, 12, 2)
    goods, services = RateTotal(False, "20", 1_000, 200, 2), RateTotal(True, "20", 50, 10, 1)
    told = report([DayTotal(second, 0, ()), DayTotal(first, 3, (services, goods)), DayTotal(first, 2, (goods,))])
    assert told == (DayTotal(first, 5, (RateTotal(False, "20", 2_000, 400, 4), services)),)
    days = [one.day for one in report([DayTotal(second, 1, (goods,)), DayTotal(first, 1, (goods,))])]
    assert all(one < other for one, other in pairwise(days))
