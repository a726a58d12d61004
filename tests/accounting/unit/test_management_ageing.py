"""CAE-07: receivables and payables by age, as somebody with a calendar and a pencil would sort them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from accounting.domain.entry import Auxiliary
from accounting.domain.management.ageing import Age, Ageing, age_of, ageing_of
from accounting.domain.management.reading import Party, PartyLine, Reading
from tests.accounting.unit.management_samples import BOOKS_FROM, CUSTOMER, Ledger

NOVEMBER = date(2026, 11, 30)
DAYS = st.dates(date(2026, 9, 1), date(2027, 2, 28))
LINES = st.builds(
    lambda party, posted_on, term, cents, letters: PartyLine(
        Party("411", party, "A001"), party, posted_on, posted_on + timedelta(term), "P-1", "", "", cents, letters
    ),
    st.sampled_from(["C1", "C2", "C3"]),
    DAYS,
    st.integers(0, 60),
    st.integers(-100_000, 100_000).filter(bool),
    st.sampled_from(["", "", "AAA", "AAB"]),
)


def receivables(ledger: Ledger, on: date = NOVEMBER) -> Ageing:
    """The ageing of 411."""
    reading = Reading(BOOKS_FROM)
    for record in ledger.records:
        reading.add(record)
    return ageing_of(reading.parties, "411", on)


@pytest.mark.parametrize(
    ("late_days", "age"),
    [
        (-5, Age.NOT_DUE),
        (0, Age.NOT_DUE),
        (1, Age.TO_30),
        (30, Age.TO_30),
        (31, Age.TO_60),
        (60, Age.TO_60),
        (61, Age.TO_90),
        (90, Age.TO_90),
        (91, Age.OVER_90),
        (400, Age.OVER_90),
    ],
)
def test_the_boundaries_of_the_ages(late_days: int, age: Age) -> None:
    assert age_of(late_days) is age


def test_an_invoice_is_late_from_the_day_after_it_was_due() -> None:
    """Due on 30 November: on that day it is not late; on 1 December it is one day late, on 31 December 31 days."""
    ledger = Ledger()
    ledger.sale(date(2026, 11, 1), 10_000, due_on=NOVEMBER)
    seen = [receivables(ledger, NOVEMBER + timedelta(days)).items[0] for days in (0, 1, 31)]
    assert [(one.late_days, one.age) for one in seen] == [(0, Age.NOT_DUE), (1, Age.TO_30), (31, Age.TO_60)]


def test_without_letters_a_payment_settles_the_oldest_due_invoice_first() -> None:
    """120.00 due in October and 240.00 due in November; 150.00 came in: 120.00 pays the first, 30.00 of the second.

    What is left is 210.00 of the second, 20 days late on 30 November.
    """
    ledger = Ledger()
    ledger.sale(date(2026, 10, 11), 20_000, due_on=date(2026, 11, 10))
    ledger.sale(date(2026, 9, 20), 10_000, due_on=date(2026, 10, 20))
    ledger.receipt(date(2026, 11, 15), 15_000)
    found = receivables(ledger)
    assert [(one.voucher_ref, one.amount_cents, one.open_cents, one.late_days) for one in found.items] == [
        ("P-1", 24_000, 21_000, 20)
    ]
    assert (found.balance_cents, found.overdue_cents, found.unallocated_cents) == (21_000, 21_000, 0)


def test_lines_with_the_same_letters_settle_each_other_and_nothing_else() -> None:
    """The newer invoice of 240.00 was lettered with its payment: the older one of 120.00 stays open."""
    ledger = Ledger()
    ledger.sale(date(2026, 9, 20), 10_000, due_on=date(2026, 10, 20))
    ledger.sale(date(2026, 10, 11), 20_000, due_on=date(2026, 11, 10), letters="AAA")
    ledger.receipt(date(2026, 11, 15), 24_000, letters="AAA")
    assert [one.voucher_ref for one in receivables(ledger).items] == ["P-1"]


def test_on_a_day_before_the_payment_a_lettered_invoice_is_still_open() -> None:
    ledger = Ledger()
    ledger.sale(date(2026, 9, 20), 10_000, due_on=date(2026, 10, 20), letters="AAA")
    ledger.receipt(date(2026, 11, 15), 12_000, letters="AAA")
    assert receivables(ledger, date(2026, 11, 14)).by_age[Age.TO_30] == 12_000
    assert receivables(ledger, date(2026, 11, 15)).items == ()


def test_money_without_an_invoice_is_told_apart() -> None:
    """120.00 are open with one customer, 50.00 too much came from another: the account says 70.00."""
    ledger = Ledger()
    ledger.sale(date(2026, 9, 20), 10_000, due_on=date(2026, 10, 20))
    ledger.receipt(date(2026, 10, 1), 5_000, by=Auxiliary("C00002", "Mercerie Exemple"))
    found = receivables(ledger)
    assert (found.open_cents, found.unallocated_cents, found.balance_cents) == (12_000, 5_000, 7_000)


def test_each_activity_settles_its_own_invoices() -> None:
    """The same customer paid activity A002: that does not settle what A001 has sold."""
    ledger = Ledger()
    ledger.sale(date(2026, 9, 20), 10_000, due_on=date(2026, 10, 20), code="A001")
    ledger.receipt(date(2026, 10, 1), 12_000, by=CUSTOMER, code="A002")
    found = receivables(ledger)
    assert (found.of_code("A001").open_cents, found.unallocated_cents) == (12_000, 12_000)


def test_payables_are_aged_with_the_other_sign() -> None:
    """A purchase of 360.00 with VAT due on 31 October, 100.00 paid: 260.00 are 30 days late on 30 November."""
    ledger = Ledger()
    ledger.purchase(date(2026, 10, 1), 30_000, due_on=date(2026, 10, 31))
    ledger.disbursement(date(2026, 11, 2), 10_000)
    reading = Reading(BOOKS_FROM)
    for record in ledger.records:
        reading.add(record)
    found = ageing_of(reading.parties, "401", NOVEMBER, sign=-1)
    assert found.by_age[Age.TO_30] == found.balance_cents == 26_000


@given(st.lists(LINES, max_size=30), DAYS, st.sampled_from([1, -1]))
def test_the_ages_always_add_up_to_the_balance_of_the_account(lines: list[PartyLine], on: date, sign: int) -> None:
    found = ageing_of(lines, "411", on, sign=sign)
    balance = sign * sum(line.cents for line in lines if line.posted_on <= on)
    assert sum(found.by_age.values()) - found.unallocated_cents == balance == found.balance_cents
    assert all(0 < one.open_cents <= one.amount_cents for one in found.items)
    assert found.unallocated_cents >= 0
