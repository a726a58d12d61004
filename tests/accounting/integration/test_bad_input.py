"""What cannot be right is refused before anything is written, and the answer names the field or the rule."""

from typing import Any

import pytest

from accounting.collections import LEGAL_ENTITIES
from tests.accounting.integration.office import ACTIVITY, CUSTOMER, ENTITY, LINE, PURCHASE, SIREN, Office


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit_price": "10.005"}, "unit_price"),
        ({"unit_price": 10.5}, "unit_price"),
        ({"unit_price": "0.00"}, "unit_price"),
        ({"unit_price": "-1.00"}, "unit_price"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "1.0001"}, "quantity"),
        ({"vat_rate": "19.6"}, "vat_rate"),
        ({"nature": "gift"}, "nature"),
        ({"label": "a\nb"}, "label"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_a_bad_line_is_refused_by_field(office: Office, changes: dict[str, Any], field: str) -> None:
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE, LINE | changes]}
    answer = await office.ask("POST", "invoices", body, role="student")
    assert _fields(answer) == [f"lines.1.{field}"]
    assert await office.deps.invoices.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account": "701"}, "account"),
        ({"account": "699999"}, "account"),
        ({"total_excluding_vat": "300.005"}, "total_excluding_vat"),
        ({"total_excluding_vat": "-1.00"}, "total_excluding_vat"),
        ({"vat": "300.01"}, "vat"),
        ({"invoiced_on": "2026-02-30"}, "invoiced_on"),
        ({"invoiced_on": "2026-12-02"}, "invoiced_on"),
        ({"approved": True}, "approved"),
    ],
)
async def test_a_bad_purchase_is_refused_by_field(office: Office, changes: dict[str, Any], field: str) -> None:
    assert _fields(await office.ask("POST", "purchases", PURCHASE | changes)) == [field]
    assert await office.deps.purchases.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"siren": "732829321"}, "siren"),
        ({"siren": "73282932"}, "siren"),
        ({"kind": "private"}, "kind"),
        ({"vat_number": "FR45732829320"}, "vat_number"),
        ({"name": ""}, "name"),
    ],
)
async def test_inv_10_a_bad_customer_is_refused_by_field(office: Office, changes: dict[str, Any], field: str) -> None:
    assert _fields(await office.ask("POST", "customers", CUSTOMER | changes)) == [field]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"vat_number": "FR45732829320"}, "vat_number"),
        ({"fiscal_year_start_month": 0}, "fiscal_year_start_month"),
        ({"contribution_rate_percent": "101"}, "contribution_rate_percent"),
        ({"share_capital": "-1.00"}, "share_capital"),
        ({"iban": "FR7700000000000000000000000"}, "iban"),
    ],
)
async def test_a_bad_legal_entity_is_refused_by_field(office: Office, changes: dict[str, Any], field: str) -> None:
    assert _fields(await office.ask("PUT", f"legal-entities/{SIREN}", ENTITY | changes)) == [field]


async def test_fec_07_a_siren_without_its_key_is_refused(office: Office) -> None:
    answer = await office.ask("PUT", "legal-entities/732829321", ENTITY)
    assert _fields(answer) == ["siren"]


async def test_cae_01_the_books_of_a_foreign_legal_entity_are_not_kept_here(office: Office) -> None:
    number = {"vat_number": "FR89999991003"}
    answer = await office.ask("PUT", "legal-entities/999991003", ENTITY | number)
    assert (answer.status_code, "cae-01-foreign-legal-entity" in answer.text) == (409, True)


async def test_the_start_of_the_financial_year_stays(office: Office) -> None:
    answer = await office.ask("PUT", f"legal-entities/{SIREN}", ENTITY | {"fiscal_year_start_month": 1})
    assert answer.status_code == 409


async def test_acc_03_an_issued_invoice_is_never_edited_and_never_issued_twice(office: Office) -> None:
    invoice = await office.issued()
    path, edit = f"invoices/{invoice['id']}", {"customer_id": invoice["customer_id"], "lines": [LINE]}
    for method, way, body, slug in (
        ("PUT", path, edit, "acc-03-invoice-not-draft"),
        ("POST", f"{path}/issue", {"service_on": "2026-12-01"}, "inv-02-already-issued"),
        ("POST", f"{path}/submission", None, "invoice-not-draft"),
        ("POST", f"{path}/return", None, "invoice-not-submitted"),
    ):
        answer = await office.ask(method, way, body)
        assert (answer.status_code, slug in answer.text) == (409, True), answer.text
    assert (await office.done("GET", path))["number"] == "2026-000001"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "1200.01"}, "amount"),
        ({"amount": "0.00"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"paid_on": "2026-12-02"}, "paid_on"),
        ({"paid_on": "2026-11-30"}, "paid_on"),
        ({"means": "barter"}, "means"),
    ],
)
async def test_a_bad_payment_is_refused_by_field(office: Office, changes: dict[str, str], field: str) -> None:
    invoice = await office.issued()
    body = {"paid_on": "2026-12-01", "amount": "1200.00", "means": "transfer"} | changes
    assert _fields(await office.ask("POST", f"invoices/{invoice['id']}/payments", body)) == [field]
    assert (await office.done("GET", f"invoices/{invoice['id']}"))["paid"] == "0.00"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"service_on": "2026-12-01", "due_on": "2027-01-31"}, "due_on"),
        ({"service_on": "2026-12-01", "due_on": "2026-11-30"}, "due_on"),
        ({"service_on": "2027-06-01"}, "service_on"),
        ({"service_on": "01/12/2026"}, "service_on"),
        ({}, "service_on"),
    ],
)
async def test_inv_06_a_bad_date_of_an_issue_is_refused_by_field(
    office: Office, body: dict[str, str], field: str
) -> None:
    id_ = await office.submitted()
    assert _fields(await office.ask("POST", f"invoices/{id_}/issue", body)) == [field]
    assert (await office.done("GET", f"invoices/{id_}"))["status"] == "SUBMITTED"


async def test_a_purchase_for_a_legal_entity_that_nobody_registered_says_what_to_do(office: Office) -> None:
    entity = await office.deps.legal_entities.get(SIREN)
    store = office.deps.legal_entities._store
    await store.delete(LEGAL_ENTITIES, SIREN, expected_revision=entity.document["revision"])
    answer = await office.ask("POST", "purchases", PURCHASE)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:essaim:problem:legal-entity-unknown")
    assert f"PUT /v1/legal-entities/{SIREN}" in answer.json()["detail"]


async def test_a_padded_account_and_a_supplier_reference_that_is_known(office: Office) -> None:
    bought = await office.done("POST", "purchases", PURCHASE | {"account": "601000"})
    assert bought["account"] == "601"
    again = await office.ask("POST", "purchases", PURCHASE)
    assert (again.status_code, again.json()["type"]) == (409, "urn:essaim:problem:purchase-recorded")
    assert bought["id"] in again.json()["detail"]


async def test_a_bare_number_is_no_amount(office: Office) -> None:
    answer = await office.ask("POST", "purchases", PURCHASE | {"total_excluding_vat": 100})
    assert _fields(answer) == ["total_excluding_vat"]


async def test_a_quote_is_not_offered_in_the_past(office: Office) -> None:
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE]}
    assert _fields(await office.ask("POST", "quotes", body | {"valid_until": "2026-11-30"})) == ["valid_until"]


async def test_a_version_that_somebody_changed_meanwhile_is_refused(office: Office) -> None:
    id_ = await office.submitted()
    headers = office.headers("accountant") | {"If-Match": '"1"'}
    answer = await office.client.post(f"/v1/invoices/{id_}/return", headers=headers)
    assert answer.status_code == 412


def _fields(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.text
    return [one["field"] for one in answer.json()["errors"]]
