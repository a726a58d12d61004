"""Purchases: a class 6 account, plausible amounts and days, paid once (ACC-07)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from accounting.domain.errors import InputError, RuleError
from accounting.domain.purchase import PurchaseStatus, supplier_key
from accounting.domain.purchasing.editing import check_content
from tests.accounting.unit.samples import TODAY, bought, paid_supplier

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account": "701"}, "lines.0.account"),
        ({"account": "699999"}, "lines.0.account"),
        ({"account": "60"}, "lines.0.account"),
        ({"excluding_vat_cents": 0}, "lines.0.total_excluding_vat"),
        ({"excluding_vat_cents": -5}, "lines.0.total_excluding_vat"),
        ({"vat_cents": -1}, "lines.0.vat"),
        ({"vat_cents": 5_001}, "lines.0.vat"),
    ],
)
def test_acc_07_a_purchase_that_cannot_be_recorded_names_its_field(changes: dict[str, Any], field: str) -> None:
    check_content(bought(), TODAY)
    with pytest.raises(InputError) as caught:
        check_content(replace(bought(), lines=(replace(bought().lines[0], **changes),)), TODAY)
    assert caught.value.fields[0].field == field


@pytest.mark.parametrize("day", [TODAY + DAY, date(1999, 12, 31)])
def test_a_purchase_is_not_of_a_day_to_come_or_of_long_ago(day: date) -> None:
    with pytest.raises(InputError) as caught:
        check_content(replace(bought(), invoiced_on=day), TODAY)
    assert caught.value.fields[0].field == "invoiced_on"


def test_a_purchase_is_paid_once_and_not_before_it_was_invoiced() -> None:
    paid = paid_supplier(bought())
    assert (paid.status, paid.payment_to_post, paid.paid_on) == (PurchaseStatus.PAID, True, TODAY)
    with pytest.raises(RuleError):
        paid_supplier(replace(paid, payments=()))
    for wrong in (date(2026, 11, 19), TODAY + DAY):
        with pytest.raises(InputError):
            paid_supplier(bought(), wrong)


def test_two_spellings_are_one_supplier() -> None:
    assert supplier_key("  TISSUS   Exemple ") == supplier_key("Tissus exemple")
