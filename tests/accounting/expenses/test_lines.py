"""Lines: which VAT is deducted, ceilings, telephone shares; VAT never exceeds what the amount includes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from accounting.domain.accounts import chart
from accounting.domain.errors import InputError
from accounting.domain.expenses.expense_type import (
    RATES,
    ExpenseType,
    LineKind,
    check_policy,
    included_vat,
    seeded_policy,
)
from accounting.domain.expenses.line import Bill, Line, LineContent, make_line

POLICY = seeded_policy("732829320")
PLAIN = LineContent(LineKind.PLAIN, "meal", date(2026, 11, 12), "Déjeuner", 2200, "10")


def made(content: LineContent, *, deducts: bool = True) -> Line:
    return make_line("l1", content, POLICY, deducts=deducts)


def test_the_seeded_types_are_usable() -> None:
    """Accounts of the chart, rates of the law, one type at least for each kind of line."""
    check_policy(POLICY)
    assert {one.kind for one in POLICY.types} == set(LineKind)
    assert {POLICY.payable_account, POLICY.waiver_account} <= set(chart())


@pytest.mark.parametrize("code", ["train", "hotel"])
def test_vat_on_transport_of_persons_and_hotel_is_never_deducted(code: str) -> None:
    """CGI ann. II art. 206 IV 2 2° and 5°: the whole amount is the charge, and a rate is refused with the article."""
    line = made(replace(PLAIN, type_code=code, vat_rate=None))
    assert (line.vat_cents, line.charge_cents) == (0, 2200)
    with pytest.raises(InputError) as caught:
        made(replace(PLAIN, type_code=code, vat_rate="10"))
    assert "206 IV 2" in caught.value.fields[0].accepted


def test_vat_is_computed_or_taken_as_written_and_needs_a_receipt() -> None:
    """A seller that is not liable for VAT deducts none; VAT without a rate is not understood."""
    assert made(PLAIN).vat_cents == 200
    assert made(replace(PLAIN, vat_cents=150)).vat_cents == 150
    assert made(PLAIN, deducts=False).vat_cents == 0
    for wrong in (
        replace(PLAIN, vat_cents=201),
        replace(PLAIN, vat_cents=-1),
        replace(PLAIN, vat_rate=None, vat_cents=1),
    ):
        with pytest.raises(InputError):
            made(wrong)
    free = ExpenseType("x", "x", "6064", vat_rates=("20",), receipt_required=False)
    policy = replace(POLICY, types=(free,))
    with_vat = make_line("l", replace(PLAIN, type_code="x", vat_rate="20"), policy, deducts=True)
    without = make_line("l", replace(PLAIN, type_code="x", vat_rate=None), policy, deducts=True)
    assert (with_vat.needs_receipt, without.needs_receipt) == (True, False)


@given(amount=st.integers(1, 10_000_000), rate=st.sampled_from(sorted(RATES)))
def test_vat_never_exceeds_what_the_amount_includes(amount: int, rate: str) -> None:
    """And charge and VAT add up to the amount."""
    policy = replace(POLICY, types=(ExpenseType("x", "x", "6064", vat_rates=tuple(RATES)),))
    line = make_line("l", replace(PLAIN, type_code="x", amount_cents=amount, vat_rate=rate), policy, deducts=True)
    exact = amount * RATES[rate] / (1000 + RATES[rate])
    assert abs(line.vat_cents - exact) <= 0.5
    assert line.charge_cents + line.vat_cents == amount
    with pytest.raises(InputError):
        make_line(
            "l",
            replace(PLAIN, type_code="x", amount_cents=amount, vat_rate=rate, vat_cents=included_vat(amount, rate) + 1),
            policy,
            deducts=True,
        )


def test_a_telephone_share_is_a_part_of_the_bill_up_to_what_is_configured() -> None:
    """Half up to the cent."""
    content = replace(PLAIN, kind=LineKind.TELEPHONE, type_code="telephone", vat_rate="20", bill=Bill(2999, 50))
    line = made(content)
    assert (line.amount_cents, line.vat_cents) == (1500, 250)
    for bill in (Bill(2999, 51), Bill(0, 10), Bill(2999, 0), None):
        with pytest.raises(InputError, match="bill"):
            made(replace(content, bill=bill))


def test_ceilings_and_unknown_types_are_refused_by_name() -> None:
    """What would be accepted is said."""
    capped = replace(POLICY, types=(ExpenseType("meal", "Repas", "6256", ceiling_cents=2000),))
    with pytest.raises(InputError) as caught:
        make_line("l", replace(PLAIN, vat_rate=None), capped, deducts=True)
    assert caught.value.fields[0].accepted == "at most 20.00"
    with pytest.raises(InputError) as caught:
        made(replace(PLAIN, type_code="kilometres"))
    assert "train" in caught.value.fields[0].accepted
    for wrong in (
        replace(POLICY, payable_account="411"),
        replace(POLICY, telephone_percent=0),
        replace(POLICY, types=(*POLICY.types, POLICY.types[0])),
        replace(POLICY, types=(ExpenseType("x", "x", "701"),)),
        replace(POLICY, types=(ExpenseType("x", "x", "6251", LineKind.KILOMETRES, ("20",)),)),
    ):
        with pytest.raises(InputError):
            check_policy(wrong)
