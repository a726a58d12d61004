"""The invoices of a plan are the quote, to the cent and rate by rate (INV-04), and a plan that cannot be so is refused."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from accounting.domain.errors import InputError
from accounting.domain.instalments import Instalment, deposit_lines
from accounting.domain.invoice import Invoice, InvoiceStatus, complete_issue, start_issue
from accounting.domain.invoice_parts import Credit, InvoiceKind
from accounting.domain.issue_checks import IssueRules, missing_mentions
from accounting.domain.pricing import Discount, Line, Nature, totals_of
from accounting.domain.quote_invoicing import prepaid_of
from accounting.domain.quote_plan import check_changed_plan, check_plan_of, instalment_amounts, taken_off
from accounting.domain.vat import VatTreatment
from tests.accounting.unit.samples import SIREN, TODAY, line, order, submit

RATES = [("20", VatTreatment.STANDARD), ("10", VatTreatment.STANDARD), ("5.5", VatTreatment.STANDARD)]
RATES += [("2.1", VatTreatment.STANDARD), ("0", VatTreatment.EXEMPT)]


@st.composite
def sales(draw: st.DrawFn) -> tuple[Line, ...]:
    """One to eight lines with quantities, discounts, rates and natures."""
    found = []
    for _ in range(draw(st.integers(1, 8))):
        rate, treatment = draw(st.sampled_from(RATES))
        found.append(
            Line(
                "Sac",
                str(draw(st.sampled_from(["1", "2.5", "0.333", "7", "12"]))),
                draw(st.integers(50, 5_000_000)),
                rate,
                draw(st.sampled_from(list(Nature))),
                discount_percent=draw(st.sampled_from(["0", "5", "33.33"])),
                vat_treatment=treatment,
            )
        )
    return tuple(found)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Instalment, ...]:
    """One to twelve parts that are 100 % together, in hundredths of a percent."""
    cuts = draw(st.sets(st.integers(1, 9_999), max_size=11))
    edges = [0, *sorted(cuts), 10_000]
    return tuple(
        Instalment(f"Facture {place}", f"{part // 100}.{part % 100:02d}")
        for place, part in enumerate(later - former for former, later in pairwise(edges))
    )


DISCOUNTS = st.sampled_from([None, Discount("Remise", percent="12.5"), Discount("Remise", amount_cents=11)])


@given(sales(), DISCOUNTS, plans())
def test_deposits_and_what_the_final_invoice_asks_for_are_the_quote_rate_by_rate(
    lines: tuple[Line, ...], discount: Discount | None, plan: tuple[Instalment, ...]
) -> None:
    """Whatever the plan adds up, never asking for less than nothing; or it is refused before anybody agrees to it."""
    amounts = instalment_amounts(lines, discount, plan)
    totals = totals_of(lines, discount)
    assert sum(one.including_vat_cents for one in amounts) == totals.including_vat_cents
    assert taken_off(totals.vat, [one for part in amounts for one in part.vat]) == ()
    fair = all(one.base_cents >= 0 and one.vat_cents >= 0 for part in amounts for one in part.vat)
    if not fair or any(one.including_vat_cents <= 0 for one in amounts):
        with pytest.raises(InputError, match="plan"):
            check_plan_of(lines, discount, plan)
        return
    check_plan_of(lines, discount, plan)
    final = invoice_of(lines, discount, plan)
    assert final.due_cents == amounts[-1].including_vat_cents > 0
    assert [one.field for one in missing_mentions(final, order(), IssueRules(electronic_from=TODAY))] == []


@given(st.integers(100_00, 10_000_000), st.sampled_from(["10", "30", "33.33", "50"]), st.sampled_from(["20", "5.5"]))
def test_usual_plans_are_never_refused(cents: int, deposit: str, rate: str) -> None:
    rest = f"{(10_000 - round(float(deposit) * 100)) / 100:.2f}"
    check_plan_of((line(cents, rate),), None, (Instalment("Acompte", deposit), Instalment("Solde", rest)))


def invoice_of(lines: tuple[Line, ...], discount: Discount | None, plan: tuple[Instalment, ...]) -> Invoice:
    """The final invoice, its deposits issued before."""
    deposits = [
        (f"i{place}", issued_deposit(place, deposit_lines(lines, discount, plan, place, "devis D2026-00001")))
        for place in range(len(plan) - 1)
    ]
    base = Invoice("a1", "g1", "student_cooperative", SIREN, "c1", lines, discount=discount)
    return replace(base, prepaid=prepaid_of(deposits))


def issued_deposit(place: int, lines: tuple[Line, ...]) -> Invoice:
    """An issued deposit invoice."""
    one = Invoice("a1", "g1", "student_cooperative", SIREN, "c1", lines, kind=InvoiceKind.DEPOSIT)
    return complete_issue(start_issue(submit(one), order()), f"2026-{place:06d}", TODAY)


def test_400_01_and_399_99_lose_no_cent() -> None:
    """Two lines and a half each time: rounding each part of each line would lose or invent a cent."""
    lines = (line(40_001), line(39_999, nature=Nature.SERVICES))
    plan = (Instalment("Acompte", "50"), Instalment("Solde", "50"))
    deposit, rest = instalment_amounts(lines, None, plan)
    assert (deposit.excluding_vat_cents, deposit.vat_cents) == (40_001, 8_000)
    assert (rest.excluding_vat_cents, rest.vat_cents) == (39_999, 8_000)
    assert deposit.including_vat_cents + rest.including_vat_cents == 96_000
    assert invoice_of(lines, None, plan).due_cents == 47_999


def test_a_plan_that_leaves_less_vat_than_its_deposits_round_to_is_refused() -> None:
    """Three deposits of 33.33 have 6.67 of VAT each; 100.00 has 20.00, and 0.01 cannot have -0.01."""
    thirds = tuple(Instalment(f"Tiers {place}", "33.33") for place in range(3))
    with pytest.raises(InputError) as caught:
        check_plan_of((line(10_000),), None, (*thirds, Instalment("Solde", "0.01")))
    assert caught.value.fields[0].field == "plan.3.percent"
    with pytest.raises(InputError, match="less than a cent"):
        check_plan_of((line(100),), None, (Instalment("Acompte", "0.1"), Instalment("Solde", "99.9")))


def test_a_credited_deposit_is_not_taken_off() -> None:
    """What a credit note took back is asked for again by the final invoice."""
    deposit = issued_deposit(0, (line(10_000),))
    assert prepaid_of([("i0", deposit)])[0].including_vat_cents == 12_000
    half = replace(deposit, credits=(Credit("n1", totals_of((line(4_000),)).vat, 0),))
    assert prepaid_of([("i0", half)])[0].including_vat_cents == 7_200
    whole = replace(deposit, credits=(Credit("n1", deposit.totals.vat, 0),), status=InvoiceStatus.CREDITED)
    assert prepaid_of([("i0", whole)]) == ()


def test_what_was_invoiced_stays_in_the_plan() -> None:
    before = (Instalment("Acompte", "30"), Instalment("Deuxième", "30"), Instalment("Solde", "40"))
    check_changed_plan(before, (before[0], Instalment("Solde", "70")), (0,))
    for after in ((Instalment("Acompte", "20"), Instalment("Solde", "80")), (Instalment("Facture", "100"),)):
        with pytest.raises(InputError, match=r"plan\.0"):
            check_changed_plan(before, after, (0,))
    with pytest.raises(InputError, match="final invoice"):
        check_changed_plan(before, before, (2,))
    late = replace(before[0], on=TODAY + timedelta(days=1))
    with pytest.raises(InputError, match=r"plan\.0"):
        check_changed_plan(before, (late, *before[1:]), (1,))
