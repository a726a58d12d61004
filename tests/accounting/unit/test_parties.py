"""SIREN and VAT numbers (INV-10, FEC-07), legal entities, customers, and financial years."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounting.domain.checks import check_siren, check_vat_number, french_vat_number
from accounting.domain.errors import InputError
from accounting.domain.fiscal_year import first_day, fiscal_year_of, last_day
from accounting.domain.parties import CustomerKind
from tests.accounting.unit.samples import BUYER, SELLER, SIREN, VAT_NUMBER


def test_fec_07_inv_10_valid_numbers_pass() -> None:
    check_siren(SIREN)
    check_vat_number(VAT_NUMBER, SIREN)
    assert french_vat_number(SIREN) == VAT_NUMBER


@pytest.mark.parametrize("siren", ["732829321", "73282932", "7328293200", "73282932O", "", "٧٣٢٨٢٩٣٢٠"])
def test_fec_07_a_siren_has_nine_digits_and_a_key(siren: str) -> None:
    with pytest.raises(InputError) as caught:
        check_siren(siren)
    assert caught.value.fields[0].field == "siren"


@pytest.mark.parametrize("number", ["FR45732829320", "FR44999991003", "DE44732829320", "732829320"])
def test_inv_10_a_vat_number_belongs_to_its_siren(number: str) -> None:
    with pytest.raises(InputError):
        check_vat_number(number, SIREN)


@pytest.mark.parametrize(
    "changes",
    [
        {"siren": "732829321"},
        {"vat_number": "FR45732829320"},
        {"fiscal_year_start_month": 13},
        {"contribution_rate_percent": "101"},
    ],
)
def test_inv_10_a_legal_entity_cannot_exist_with_wrong_data(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        replace(SELLER, **changes)
    assert caught.value.fields[0].field == next(iter(changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"siren": "111111111"}, "siren"),
        ({"siren": None, "vat_number": VAT_NUMBER}, "siren"),
        ({"vat_number": "FR45732829320"}, "vat_number"),
        ({"kind": CustomerKind.PRIVATE}, "kind"),
    ],
)
def test_inv_10_a_customer_cannot_exist_with_wrong_data(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        replace(BUYER, **changes)
    assert caught.value.fields[0].field == field


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        (date(2026, 8, 31), 9, 2026),
        (date(2026, 9, 1), 9, 2027),
        (date(2027, 8, 31), 9, 2027),
        (date(2026, 1, 1), 1, 2026),
        (date(2026, 12, 31), 1, 2026),
    ],
)
def test_a_financial_year_is_named_after_the_year_in_which_it_closes(day: date, month: int, year: int) -> None:
    assert fiscal_year_of(day, month) == year
    assert first_day(year, month) <= day <= last_day(year, month)


def test_a_financial_year_may_end_on_a_leap_day() -> None:
    assert (first_day(2028, 3), last_day(2028, 3)) == (date(2027, 3, 1), date(2028, 2, 29))
