"""Quotes: accepted in time and invoiced once. Purchases: a class 6 account, plausible amounts, paid once (ACC-07)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from accounting.domain.errors import InputError, RuleError
from accounting.domain.purchase import PurchaseStatus, check_purchase, pay, supplier_key
from accounting.domain.quote import Quote, QuoteStatus, accept, invoice
from tests.accounting.unit.samples import TODAY, bought, line

DAY = timedelta(days=1)
QUOTE = Quote("a1", "g1", "student_cooperative", "c1", TODAY, (line(100),))


def test_a_quote_is_accepted_then_invoiced_once() -> None:
    accepted = accept(QUOTE, TODAY, TODAY)
    assert (accepted.status, accepted.accepted_on) == (QuoteStatus.ACCEPTED, TODAY)
    invoiced = invoice(accepted, "i1")
    assert (invoiced.status, invoiced.invoice_id) == (QuoteStatus.INVOICED, "i1")
    with pytest.raises(RuleError):
        invoice(invoiced, "i2")
    with pytest.raises(RuleError):
        invoice(QUOTE, "i1")
    with pytest.raises(RuleError):
        accept(accepted, TODAY, TODAY)


def test_a_quote_is_not_accepted_after_its_validity_or_in_the_future() -> None:
    with pytest.raises(RuleError) as expired:
        accept(QUOTE, TODAY + DAY, TODAY + DAY)
    assert expired.value.slug == "quote-expired"
    with pytest.raises(InputError):
        accept(QUOTE, TODAY, TODAY - DAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account": "701"}, "account"),
        ({"account": "699999"}, "account"),
        ({"account": "60"}, "account"),
        ({"total_excluding_vat_cents": 0}, "total_excluding_vat"),
        ({"total_excluding_vat_cents": -5}, "total_excluding_vat"),
        ({"vat_cents": -1}, "vat"),
        ({"vat_cents": 5_001}, "vat"),
        ({"invoiced_on": TODAY + DAY}, "invoiced_on"),
    ],
)
def test_acc_07_a_purchase_that_cannot_be_recorded_names_its_field(changes: dict[str, Any], field: str) -> None:
    check_purchase(bought())
    with pytest.raises(InputError) as caught:
        check_purchase(replace(bought(), **changes))
    assert caught.value.fields[0].field == field


def test_a_purchase_is_paid_once_and_not_before_it_was_invoiced() -> None:
    paid = pay(bought(), TODAY, TODAY)
    assert (paid.status, paid.payment_to_post) == (PurchaseStatus.PAID, True)
    with pytest.raises(RuleError):
        pay(paid, TODAY, TODAY)
    for wrong in (date(2026, 11, 19), TODAY + DAY):
        with pytest.raises(InputError):
            pay(bought(), wrong, TODAY)


def test_two_spellings_are_one_supplier() -> None:
    assert supplier_key("  TISSUS   Exemple ") == supplier_key("Tissus exemple")
