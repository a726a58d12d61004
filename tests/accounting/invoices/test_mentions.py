"""Every mention of the law is checked before the number is given, and each missing one is named (INV-01 … INV-12, CAPE-05)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounting.domain.errors import RuleError
from accounting.domain.invoice import Invoice, IssueOrder, start_issue
from accounting.domain.invoice_parts import InvoiceKind, Prepaid, Reference
from accounting.domain.issue_checks import IssueRules, check_mentions_of, missing_mentions
from accounting.domain.parties import Address
from accounting.domain.vat import VatOfRate, VatTreatment
from tests.accounting.integration.office import ACTIVITY, LINE, Office
from tests.accounting.unit.samples import BUYER, SELLER, draft, line, order, submit

RULES = IssueRules(electronic_from=date(2027, 9, 1), contract_required=True)
REFERENCE = Reference("d1", "2026-000001", date(2026, 11, 2))


def found(invoice: Invoice, of: IssueOrder) -> list[str]:
    return [one.field for one in missing_mentions(invoice, of, RULES)]


def with_buyer(**changes: Any) -> IssueOrder:
    return replace(order(), buyer=replace(BUYER, **changes))


def treated(treatment: VatTreatment) -> Invoice:
    return draft(replace(line(10_000, "0"), vat_treatment=treatment))


def test_inv_01_a_complete_invoice_lacks_nothing() -> None:
    assert found(draft(), order()) == []


@pytest.mark.parametrize(
    ("invoice", "of", "fields"),
    [
        (draft(), with_buyer(name=" "), ["buyer.name"]),
        (draft(), with_buyer(address=Address("", "", "Dole")), ["buyer.address.line", "buyer.address.postcode"]),
        (draft(), with_buyer(purchase_order_required=True), ["order_reference"]),
        (draft(), replace(order(), seller=replace(SELLER, legal_form=" ")), ["seller.legal_form"]),
        (draft(), replace(order(), service_on=date(1999, 12, 31)), ["service_on"]),
        (draft(), replace(order(), due_on=date(2100, 1, 1)), ["due_on"]),
        (draft(), replace(order(), contract_ends_on=None), ["contract_ends_on"]),
        (treated(VatTreatment.FRANCHISE), order(), ["lines.0.vat_treatment"]),
        (treated(VatTreatment.REVERSE_CHARGE), order(), ["buyer.vat_number"]),
        (treated(VatTreatment.EXPORT), order(), ["lines.0.vat_treatment"]),
        (replace(draft(), kind=InvoiceKind.CREDIT_NOTE), order(), ["original"]),
        (replace(draft(), prepaid=(Prepaid(REFERENCE, (VatOfRate("20", 10_001, 2_000),)),)), order(), ["prepaid"]),
    ],
)
def test_inv_01_each_missing_mention_is_named(invoice: Invoice, of: IssueOrder, fields: list[str]) -> None:
    assert found(invoice, of) == fields
    with pytest.raises(RuleError) as caught:
        check_mentions_of(start_issue(submit(invoice), order()), of, RULES)
    assert [one.field for one in caught.value.fields] == fields
    assert all(one.accepted for one in caught.value.fields)


@pytest.mark.parametrize(("day", "fields"), [(date(2027, 8, 31), []), (date(2027, 9, 1), ["buyer.siren"])])
def test_inv_12_the_siren_of_a_business_is_wanted_from_the_reform_on(day: date, fields: list[str]) -> None:
    of = replace(with_buyer(siren=None), ordered_on=day)
    assert found(draft(), of) == fields


def test_inv_09_a_seller_without_vat_invoices_under_the_franchise_and_nothing_else() -> None:
    seller = replace(SELLER, kind=SELLER.kind.ASSOCIATION, share_capital_cents=0, vat_number="", vat_on_debits=False)
    of = replace(order(), seller=seller)
    assert found(treated(VatTreatment.FRANCHISE), of) == []
    assert found(treated(VatTreatment.EXEMPT), of) == ["lines.0.vat_treatment"]


CHECKS: list[tuple[Callable[[dict[str, Any]], dict[str, Any]], str]] = [
    (lambda body: body | {"vat_rate": "19.6"}, "lines.0.vat_rate"),
    (lambda body: body | {"vat_rate": "0"}, "lines.0.vat_rate"),
    (lambda body: body | {"quantity": "-1"}, "lines.0.quantity"),
    (lambda body: body | {"quantity": "0"}, "lines.0.quantity"),
    (lambda body: body | {"discount_percent": "100"}, "lines.0"),
    (lambda body: body | {"discount_percent": "101"}, "lines.0.discount_percent"),
    (lambda body: body | {"unit": "BOX"}, "lines.0.unit"),
    (lambda body: body | {"vat_treatment": "export"}, "lines.0.vat_rate"),
]


@pytest.mark.parametrize(("change", "field"), CHECKS)
async def test_inv_03_a_line_that_cannot_be_invoiced_names_its_field(
    office: Office, change: Callable[[dict[str, Any]], dict[str, Any]], field: str
) -> None:
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [change(dict(LINE))]}
    answer = await office.ask("POST", "invoices", body, role="student")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_a_discount_is_split_over_the_rates_to_the_cent(office: Office) -> None:
    lines = [
        LINE | {"quantity": "1", "unit_price": "10.00"},
        LINE | {"quantity": "1", "unit_price": "5.01", "vat_rate": "5.5"},
    ]
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": lines}
    answer = await office.done(
        "POST", "invoices", body | {"discount": {"label": "Remise", "amount": "1.00"}}, role="student"
    )
    assert [(one["rate"], one["base"], one["vat"]) for one in answer["vat_per_rate"]] == [
        ("20", "9.33", "1.87"),
        ("5.5", "4.68", "0.26"),
    ]
    assert (answer["total_excluding_vat"], answer["total_including_vat"]) == ("14.01", "16.14")
    refused = await office.ask(
        "POST", "invoices", body | {"discount": {"label": "Tout", "amount": "15.01"}}, role="student"
    )
    assert refused.json()["errors"][0]["field"] == "discount.amount"


async def test_inv_01_what_is_missing_is_listed_before_anybody_issues(office: Office) -> None:
    line = LINE | {"vat_rate": "0", "vat_treatment": "reverse_charge"}
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [line]}
    draft = await office.done("POST", "invoices", body, role="student")
    answer = await office.ask("GET", f"invoices/{draft['id']}/checks", role="student")
    assert [one["field"] for one in answer.json()] == ["buyer.vat_number"]
    await office.done("POST", f"invoices/{draft['id']}/submission", role="student")
    refused = await office.ask("POST", f"invoices/{draft['id']}/issue", {"service_on": "2026-12-01"})
    assert (refused.status_code, refused.json()["type"].split(":")[-1]) == (409, "inv-01-mentions-missing")
    assert [one["field"] for one in refused.json()["errors"]] == ["buyer.vat_number"]
    assert (await office.done("GET", f"invoices/{draft['id']}"))["status"] == "SUBMITTED"
