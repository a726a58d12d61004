"""Splits add up to the cent, whoever bears a purchase and whoever is paid: supplier, member, several activities."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary
from accounting.domain.errors import DomainError, InputError
from accounting.domain.purchase import (
    ActivityPart,
    Cancellation,
    MemberPart,
    Payee,
    Purchase,
    PurchaseKind,
    PurchasePayment,
    PurchaseStatus,
)
from accounting.domain.purchasing.editing import check_content, check_member_of
from accounting.domain.purchasing.line import PurchaseLine, computed_vat
from accounting.domain.purchasing.parts import (
    bearers,
    counted_by_activity,
    due_cents,
    member_cents,
    purchase_left_cents,
    supplier_cents,
)
from accounting.domain.purchasing.purchase_entries import (
    cancellation_entry,
    payment_entry,
    purchase_entry,
    third_of,
)
from accounting.domain.purchasing.settling import pay
from accounting.domain.vat import VatTreatment
from tests.accounting.unit.samples import ACTIVITY, TODAY, bought

BOOKS = Books("a1", ACTIVITY)
RATES = st.sampled_from(["20", "10", "5.5", "2.1"])
PERCENTS = st.integers(1, 9_999).map(lambda one: str(Decimal(one) / 100))
TREATMENTS = st.sampled_from([VatTreatment.STANDARD, VatTreatment.REVERSE_CHARGE, VatTreatment.INTRA_COMMUNITY])


@st.composite
def lines(draw: st.DrawFn) -> PurchaseLine:
    cents, rate, treatment = draw(st.integers(1, 500_000)), draw(RATES), draw(TREATMENTS)
    return PurchaseLine(
        "Toile",
        draw(st.sampled_from(["601", "6132", "2183"])),
        cents,
        rate,
        computed_vat(cents, rate) if treatment is VatTreatment.STANDARD else 0,
        treatment,
        draw(st.sampled_from([100, 80, 50, 0])),
        draw(st.booleans()),
    )


@st.composite
def purchases(draw: st.DrawFn) -> Purchase:
    """Recorded, shared with up to two activities, a part of it paid by a member, off by cents from its paper."""
    found = tuple(draw(st.lists(lines(), min_size=1, max_size=5)))
    total = sum(one.including_vat_cents for one in found)
    rounding = draw(st.integers(-5, 5))
    assume(total + rounding > 5)
    shared = draw(st.lists(st.integers(1, 3_300), max_size=2))
    parts = tuple(
        ActivityPart(f"b{place}", f"B00{place}", percent=str(Decimal(one) / 100)) for place, one in enumerate(shared)
    )
    member = draw(st.none() | PERCENTS.map(lambda one: MemberPart("p1", one, None, "E00001", "467")))
    kind = draw(st.sampled_from(PurchaseKind))
    purchase = replace(
        bought(), lines=found, stated_total_cents=total + rounding, shared_with=parts, member=member, kind=kind
    )
    try:
        check_content(purchase, TODAY)
    except DomainError:
        # Rounding below the cents that an activity bears: such a purchase is refused.
        assume(False)
    return purchase


@given(purchases())
def test_parts_of_activities_member_and_supplier_add_up(purchase: Purchase) -> None:
    found = bearers(purchase)
    assert supplier_cents(purchase) + member_cents(purchase) == purchase.total_including_vat_cents
    assert sum(one.gross_cents for one in found) == purchase.total_including_vat_cents
    for to in Payee:
        assert sum(one.owed_cents(to) for one in found) == due_cents(purchase, to)
        assert min(one.owed_cents(to) for one in found) >= 0
    for place, line in enumerate(purchase.lines):
        assert sum(one.charges[place] for one in found) == line.charge_cents
        assert sum(one.deducted[place] for one in found) == line.deducted_cents
    assert sum(counted_by_activity(purchase).values()) == purchase.counted_cents


@given(purchases(), st.data())
def test_acc_01_every_entry_balances_per_activity_and_payments_end_at_nothing(
    purchase: Purchase, data: st.DataObject
) -> None:
    """ACC-01: the entry is balanced, also for each analytic code; payments in any parts clear 401 and 467 to the cent."""
    third = third_of(purchase, "Zoé Exemple")
    drafts = [purchase_entry(BOOKS, "b1", purchase, third)]
    for to in Payee:
        number = 0
        while left := purchase_left_cents(purchase, to):
            number += 1
            cents = left if number == 4 else data.draw(st.integers(1, left))
            payment = PurchasePayment(f"{to}{number}", TODAY, cents, to)
            purchase = pay(purchase, payment, TODAY)
            drafts.append(payment_entry(BOOKS, "b1", purchase, payment, third))
    assert purchase.status is PurchaseStatus.PAID
    sums: dict[tuple[str, str | None, Auxiliary | None], int] = {}
    for draft in drafts:
        by_code: dict[str | None, int] = {}
        for line in draft.lines:
            by_code[line.analytic_code] = by_code.get(line.analytic_code, 0) + line.balance_cents
            key = (line.account, line.analytic_code, line.auxiliary)
            sums[key] = sums.get(key, 0) + line.balance_cents
        assert set(by_code.values()) == {0}
    assert all(cents == 0 for (account, _, _), cents in sums.items() if account in ("401", "467"))
    declared = sum(line.declared_vat_cents for line in purchase.lines)
    assert sum(cents for (account, _, _), cents in sums.items() if account == "4452") == -purchase.sign * declared


def movements(purchase: Purchase) -> list[tuple[str, int, str | None]]:
    draft = purchase_entry(BOOKS, "b1", purchase, third_of(purchase))
    return [(one.account, one.balance_cents, one.analytic_code) for one in draft.lines]


def test_vat_that_is_not_recovered_stays_in_the_charge_and_counts() -> None:
    line = PurchaseLine("Carburant", "6061", 10_000, "20", 2_000, deductible_percent=80)
    purchase = replace(bought(), lines=(line, replace(line, label="Port", account="6241", in_contribution=False)))
    assert movements(purchase) == [
        ("6061", 10_400, "A001"),
        ("6241", 10_400, "A001"),
        ("44566", 3_200, "A001"),
        ("401", -24_000, "A001"),
    ]
    assert counted_by_activity(purchase) == {"a1": 10_400}


def test_an_asset_recovers_its_vat_on_44562_and_counts_nothing() -> None:
    purchase = replace(bought(), lines=(PurchaseLine("Machine", "2154", 100_000, "20", 20_000),))
    assert movements(purchase) == [("2154", 100_000, "A001"), ("44562", 20_000, "A001"), ("401", -120_000, "A001")]
    assert counted_by_activity(purchase) == {"a1": 0}


def test_declared_vat_is_on_both_sides_and_the_supplier_gets_the_net() -> None:
    line = PurchaseLine("Tissu", "601", 10_000, "20", 0, VatTreatment.INTRA_COMMUNITY)
    purchase = replace(bought(), lines=(line,))
    assert movements(purchase) == [
        ("601", 10_000, "A001"),
        ("44566", 2_000, "A001"),
        ("4452", -2_000, "A001"),
        ("401", -10_000, "A001"),
    ]
    assert "autoliquidation" in purchase_entry(BOOKS, "b1", purchase, third_of(purchase)).why.sentence


@pytest.mark.parametrize(
    ("kind", "stated", "account", "cents"),
    [
        (PurchaseKind.INVOICE, 6_003, "658", 3),
        (PurchaseKind.INVOICE, 5_998, "758", -2),
        (PurchaseKind.CREDIT_NOTE, 6_003, "758", -3),
        (PurchaseKind.CREDIT_NOTE, 5_998, "658", 2),
    ],
)
def test_cents_of_rounding_are_a_charge_or_a_product_and_the_reason_says_so(
    kind: PurchaseKind, stated: int, account: str, cents: int
) -> None:
    purchase = replace(bought(), kind=kind, stated_total_cents=stated)
    check_content(purchase, TODAY)
    assert (account, cents, "A001") in movements(purchase)
    sign = -1 if kind is PurchaseKind.CREDIT_NOTE else 1
    assert ("401", -sign * stated, "A001") in movements(purchase)
    assert account in purchase_entry(BOOKS, "b1", purchase, third_of(purchase)).why.sentence


def test_a_credit_note_is_the_entry_turned_round() -> None:
    credit = replace(bought(), kind=PurchaseKind.CREDIT_NOTE)
    assert movements(credit) == [("401", 6_000, "A001"), ("601", -5_000, "A001"), ("44566", -1_000, "A001")]
    assert counted_by_activity(credit) == {"a1": -5_000}


def test_the_debt_is_split_and_carries_its_due_day() -> None:
    member = MemberPart("p1", "33.33", None, "E00001", "467")
    purchase = replace(bought(), member=member, due_on=TODAY + timedelta(days=30))
    draft = purchase_entry(BOOKS, "b1", purchase, third_of(purchase, "Zoé Exemple"))
    debts = [(one.account, one.credit_cents, one.auxiliary, one.due_on) for one in draft.lines if one.auxiliary]
    due = TODAY + timedelta(days=30)
    assert debts == [
        ("401", 4_000, Auxiliary("F00001", "Tissus Exemple"), due),
        ("467", 2_000, Auxiliary("E00001", "Zoé Exemple"), due),
    ]


WRONG: list[tuple[dict[str, object], str]] = [
    ({"stated_total_cents": 6_006}, "stated_total"),
    ({"due_on": TODAY - timedelta(days=300)}, "due_on"),
    ({"original_id": "b0"}, "original_id"),
    ({"shared_with": (ActivityPart("a1", "A001", "50"),)}, "shared_with.0.activity_id"),
    ({"shared_with": (ActivityPart("b", "B001", "60"), ActivityPart("c", "C001", "40"))}, "shared_with"),
    ({"shared_with": (ActivityPart("b", "B001", "60"), ActivityPart("c", "C001", None, 5))}, "shared_with.1"),
    ({"shared_with": (ActivityPart("b", "B001", None, 5_000),)}, "shared_with"),
    ({"shared_with": (ActivityPart("b", "B001", "33.333"),)}, "shared_with.0.percent"),
    ({"member": MemberPart("p9", "50")}, "member.person_id"),
    ({"member": MemberPart("p1", None, 6_001)}, "member.amount"),
    ({"member": MemberPart("p1", "101")}, "member.percent"),
    ({"member": MemberPart("p1", "10", 5)}, "member"),
    ({"lines": (PurchaseLine("Toile", "601", 5_000, "20", 900),)}, "lines.0.vat"),
    ({"lines": (PurchaseLine("Toile", "601", 5_000, "19", 950),)}, "lines.0.vat_rate"),
    ({"lines": (PurchaseLine("Remise", "6098", -5_000, "20", -1_000),)}, "lines"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_cannot_be_booked_is_named_by_its_field(changes: dict[str, object], field: str) -> None:
    purchase = replace(bought(), **changes)  # type: ignore[arg-type]

    def check() -> None:
        check_content(purchase, TODAY)
        check_member_of(purchase, ("p1", "p2"))

    with pytest.raises(InputError) as caught:
        check()
    assert caught.value.fields[0].field == field


def test_acc_03_the_counter_entry_says_the_opposite() -> None:
    purchase = replace(bought(), member=MemberPart("p1", "50", None, "E00001", "467"))
    third = third_of(purchase)
    made = purchase_entry(BOOKS, "b1", purchase, third)
    opposite = cancellation_entry(BOOKS, "b1", purchase, Cancellation(TODAY, "saisie deux fois"), third)
    assert [one.balance_cents for one in opposite.lines] == [-one.balance_cents for one in made.lines]
    assert opposite.why.rule == "ACC-03"
