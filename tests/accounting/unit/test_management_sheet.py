"""CAE-07: what the sheet says of a month, in figures and in French, for one activity and for a legal entity."""

from datetime import date

import pytest

from accounting.documents.management.words import sentence_of, short_euros, signed_percent
from accounting.domain.errors import InputError
from accounting.domain.management.build import Known
from accounting.domain.management.forecast import Kind
from accounting.domain.management.months import calendar_of, check_day, last_known_day
from accounting.domain.management.sheet import ManagementSheet, figures_of, without_names
from tests.accounting.unit.management_samples import CUSTOMER, Ledger, autumn, forecast

NOVEMBER = date(2026, 11, 30)


def sentences(sheet: ManagementSheet) -> dict[str, str]:
    """By figure, every kind of space as one."""
    return {one.key: " ".join(sentence_of(one, sheet).split()) for one in figures_of(sheet)}


def test_the_four_figures_of_the_autumn_and_their_change() -> None:
    """Cash 720 after 480; sold 1 000 after 900; margin 690 after 600; customers owe 1 680 after 1 080."""
    figures = {one.key: (one.cents, one.change_cents) for one in figures_of(autumn().sheet(NOVEMBER))}
    assert figures == {
        "cash": (72_000, 24_000),
        "turnover": (100_000, 10_000),
        "margin": (69_000, 9_000),
        "receivables": (168_000, 60_000),
    }


def test_one_sentence_each() -> None:
    assert sentences(autumn().sheet(NOVEMBER)) == {
        "cash": "Il reste 720,00 € en banque et en caisse, 240,00 € de plus qu’en octobre.",
        "turnover": (
            "Nous avons facturé 1 000,00 € hors taxes en novembre, 100,00 € de plus qu’en octobre. Depuis septembre : 2 300,00 €."
        ),
        "margin": (
            "Une fois les achats déduits, il reste 690,00 € des ventes de novembre, 90,00 € de plus qu’en octobre. "
            "Depuis septembre : 1 690,00 €."
        ),
        "receivables": "Les factures non payées s’élèvent à 1 680,00 €, dont 480,00 € en retard (1 facture à relancer).",
    }


def test_the_first_month_has_nothing_to_compare_with() -> None:
    sheet = Ledger().sheet(date(2026, 9, 15), opened_on=date(2026, 9, 10))
    assert [one.change_cents for one in figures_of(sheet)] == [None] * 4
    assert sentences(sheet) == {
        "cash": "Il n’y a pas d’argent en banque ni en caisse.",
        "turnover": "Aucune vente en septembre.",
        "margin": "Ni gain ni perte sur les ventes en septembre.",
        "receivables": "Aucun client ne nous doit d’argent.",
    }


def test_a_month_in_which_everything_went_wrong() -> None:
    """Bought 60.00 with VAT and paid it, credited 24.00 to a customer who had paid."""
    ledger = autumn()
    ledger.records.clear()
    ledger.sale(date(2026, 10, 3), 10_000, due_on=date(2026, 10, 3))
    ledger.receipt(date(2026, 10, 4), 12_000)
    ledger.disbursement(date(2026, 10, 5), 12_000)
    ledger.post(date(2026, 11, 3), ("706", 2_000), ("44571", 400), ("411", -2_400, CUSTOMER))
    ledger.purchase(date(2026, 11, 4), 5_000)
    ledger.disbursement(date(2026, 11, 5), 6_000)
    said = sentences(ledger.sheet(NOVEMBER))
    assert said["cash"].startswith(
        "Il manque 60,00 € : il est sorti plus d’argent qu’il n’en est entré, 60,00 € de moins qu’en"
    )
    assert said["turnover"].startswith("En novembre, les avoirs dépassent les factures de 20,00 €")
    assert said["margin"].startswith("En novembre, les achats dépassent les ventes de 70,00 €")
    assert (
        said["receivables"]
        == "Aucun client ne nous doit d’argent ; 24,00 € sont à rattacher à une facture ou à rendre."
    )


def test_september_is_compared_with_august_of_the_year_before() -> None:
    ledger = Ledger()
    ledger.sale(date(2026, 9, 3), 10_000)
    assert "qu’en août" in sentences(ledger.sheet(date(2026, 9, 30), opened_on=date(2026, 8, 1)))["turnover"]


def test_without_names_the_figures_stay() -> None:
    """The coordinator reads what is open and how old it is, not who buys."""
    sheet = autumn().sheet(NOVEMBER)
    bare = without_names(sheet)
    assert bare.receivables.by_age == sheet.receivables.by_age
    assert "Exemple" not in repr((bare.receivables, bare.payables, bare.customers, bare.members))
    assert "C00001" not in repr(bare)


def test_the_sheet_of_a_legal_entity_is_the_sum_of_its_rows() -> None:
    """Two activities and a rent of 80.00 of the cooperative itself, which belongs to none of them."""
    ledger = autumn()
    ledger.sale(date(2026, 11, 2), 50_000, code="A002", due_on=date(2026, 11, 20))
    ledger.purchase(date(2026, 11, 3), 10_000, code="A002", due_on=date(2026, 12, 3))
    ledger.post(date(2026, 11, 4), ("6132", 8_000), ("512", -8_000), code="CAE")
    known = (Known("A001", "Atelier Maille", forecast({Kind.TURNOVER: {"2026-11": 30_000}})), Known("A002", "Cuir"))
    sheet = ledger.sheet(NOVEMBER, code=None, activities=known)
    rows = {one.code: one for one in sheet.activities}
    assert list(rows) == ["A001", "A002", ""]
    assert (rows["A001"].turnover_cents, rows["A001"].forecast_cents, rows["A001"].overdue_cents) == (
        230_000,
        30_000,
        48_000,
    )
    assert (rows["A002"].margin_cents, rows["A002"].forecast_cents, rows["A002"].overdue_cents) == (
        40_000,
        None,
        60_000,
    )
    assert (rows[""].margin_cents, rows[""].cash_cents) == (-8_000, -8_000)
    assert sum(one.margin_cents for one in sheet.activities) == sheet.year.margin_cents
    assert sum(one.cash_cents for one in sheet.activities) == sheet.treasury.cash_cents
    assert sum(one.contribution_cents for one in sheet.activities) == sheet.year.contribution_cents == 17_900
    assert sum(one.overdue_cents for one in sheet.activities) == sheet.receivables.overdue_cents
    assert sheet.treasury.amounts["result"] == 169_000 + 40_000 - 8_000
    assert [(one.target, one.so_far.actual_cents) for one in sheet.comparison] == [("turnover", 230_000)]


def test_the_sheet_of_an_activity_has_nothing_of_another() -> None:
    ledger = autumn()
    ledger.sale(date(2026, 11, 2), 50_000, code="A002")
    assert ledger.sheet(NOVEMBER) == autumn().sheet(NOVEMBER)


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0 €"),
        (149, "1 €"),
        (150, "2 €"),
        (-81_240, "−812 €"),
        (999_900, "9 999 €"),
        (1_234_500, "12,3 k€"),
        (12_000_000, "120 k€"),
        (123_456_789_00, "123,5 M€"),
        (-250_000_000_00, "−250 M€"),
    ],
)
def test_amounts_where_there_is_little_room(cents: int, text: str) -> None:
    assert " ".join(short_euros(cents).split()) == text


def test_percents() -> None:
    texts = [" ".join(signed_percent(one).split()) for one in (0, 125, -500, 17, 12_345, -12_345, None)]
    assert texts == ["0 %", "+12,5 %", "−50 %", "+1,7 %", "> 999 %", "< −999 %", "–"]


def test_days_and_months_to_come_are_refused() -> None:
    today = date(2026, 11, 15)
    assert last_known_day(date(2026, 10, 1), today) == date(2026, 10, 31)
    assert last_known_day(date(2026, 11, 1), today) == today == check_day(today, today)
    with pytest.raises(InputError, match="has not begun"):
        last_known_day(date(2026, 12, 1), today)
    with pytest.raises(InputError, match="in the future"):
        check_day(date(2026, 11, 16), today)


def test_a_year_that_starts_in_january_has_its_twelve_months() -> None:
    calendar = calendar_of(date(2027, 2, 3), 1)
    assert (calendar.months[0], calendar.months[-1], calendar.months_so_far) == (
        "2027-01",
        "2027-12",
        ("2027-01", "2027-02"),
    )
