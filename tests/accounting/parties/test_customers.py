"""Customers are checked whole, edited with a log, archived, and erased only while nothing names them."""

from tests.accounting.integration.office import ACTIVITY, ADDRESS, LINE, Office
from tests.accounting.parties.answers import SHOP, fields, picked, slug


async def test_inv_10_every_problem_of_a_customer_is_told_at_once(office: Office) -> None:
    wrong = SHOP | {
        "siren": "900000002",
        "vat_number": "DE136695977",
        "address": ADDRESS | {"postcode": "2500", "country": "ZZ"},
        "delivery_address": ADDRESS | {"postcode": "ABCDE"},
        "email": "nobody",
        "payment_terms": {"days": 61},
        "language": "en",
    }
    answer = await office.ask("POST", "customers", wrong)
    assert answer.status_code == 422
    assert set(fields(answer)) == {
        "siren",
        "vat_number",
        "address.country",
        "delivery_address.postcode",
        "email",
        "payment_terms.days",
        "language",
    }
    french = SHOP | {"siren": "12", "vat_number": "FR00900000001", "address": ADDRESS | {"postcode": "2500"}}
    assert set(fields(await office.ask("POST", "customers", french))) == {"siren", "vat_number", "address.postcode"}
    assert await office.deps.customers.count() == 0


async def test_a_customer_keeps_all_that_was_said_of_it(office: Office) -> None:
    whole = SHOP | {
        "siret": "90000000100009",
        "vat_number": "FR68900000001",
        "billing_address": ADDRESS | {"line": "BP 12"},
        "delivery_address": ADDRESS | {"city": "Bruxelles", "postcode": "1000", "country": "BE"},
        "email": "compta@mercerie.fr",
        "payment_terms": {"days": 45, "end_of_month": True},
        "purchase_order_required": True,
    }
    made = await office.done("POST", "customers", whole, role="student")
    found = await office.done("GET", f"customers/{made['id']}", role="student")
    for name in ("siret", "vat_number", "email", "payment_terms", "purchase_order_required"):
        assert found[name] == whole[name], name
    assert found["billing_address"] == ADDRESS | {"line": "BP 12", "country": "FR"}
    assert found["delivery_address"]["country"] == "BE"
    assert (found["invoices_to"], found["group_id"], found["status"]) == ("900000001", "g1", "ACTIVE")


async def test_an_edit_is_logged_by_field_and_needs_the_version_that_was_read(office: Office) -> None:
    made = await office.ask("POST", "customers", SHOP, role="student")
    id_, path = made.json()["id"], f"/v1/customers/{made.json()['id']}"
    headers = office.headers("student") | {"If-Match": made.headers["ETag"]}
    body = SHOP | {"name": "Mercerie du Pont", "email": "a@mercerie.fr"}
    assert (await office.client.put(path, json=body, headers=headers)).status_code == 200
    late = await office.client.put(path, json=SHOP, headers=headers)
    assert late.status_code == 412
    log = await office.done("GET", f"customers/{id_}/changes", role="student")
    assert [(one["by"], one["field"], one["old"], one["new"]) for one in log["items"]] == [
        ("p1", "name", "Mercerie Exemple", "Mercerie du Pont"),
        ("p1", "email", "", "a@mercerie.fr"),
    ]
    assert log["items"][0]["at"].startswith("2026-12-01T09:00:00")


async def test_an_issued_invoice_keeps_the_buyer_as_he_stood(office: Office) -> None:
    invoice = await office.issued()
    customer = await office.done("GET", f"customers/{invoice['customer_id']}")
    body = {"name": "Autre nom", "kind": "business", "siren": customer["siren"], "address": ADDRESS}
    await office.done("PUT", f"customers/{invoice['customer_id']}", body)
    order = (await office.deps.invoices.get(invoice["id"])).state.order
    assert order is not None
    assert (order.buyer.name, order.buyer.changes) == ("Librairie Exemple", ())


async def test_an_archived_customer_is_offered_no_more_and_can_come_back(office: Office) -> None:
    made = await office.done("POST", "customers", SHOP, role="student")
    draft = {"activity_id": ACTIVITY, "customer_id": made["id"], "lines": [LINE]}
    await office.done("POST", f"customers/{made['id']}/archive", role="student")
    assert picked(await office.done("GET", "customers", role="student"), "id") == []
    assert picked(await office.done("GET", "customers?status=archived", role="student"), "id") == [made["id"]]
    refused = await office.ask("POST", "invoices", draft, role="student")
    assert (refused.status_code, slug(refused)) == (409, "customer-archived")
    changed = await office.ask("PUT", f"customers/{made['id']}", SHOP, role="student")
    assert (changed.status_code, slug(changed)) == (409, "customer-archived")
    await office.done("POST", f"customers/{made['id']}/restore", role="student")
    assert (await office.ask("POST", "invoices", draft, role="student")).status_code == 201


async def test_a_customer_with_documents_is_not_erased_and_one_without_is_gone(office: Office) -> None:
    made = await office.done("POST", "customers", SHOP, role="student")
    other = await office.done("POST", "customers", SHOP | {"siren": "900000019", "name": "Autre"}, role="student")
    draft = {"activity_id": ACTIVITY, "customer_id": made["id"], "lines": [LINE]}
    await office.done("POST", "invoices", draft, role="student")
    refused = await office.ask("DELETE", f"customers/{made['id']}", role="student")
    assert (refused.status_code, slug(refused)) == (409, "customer-has-documents")
    assert (await office.ask("DELETE", f"customers/{other['id']}", role="student")).status_code == 204
    assert (await office.ask("GET", f"customers/{other['id']}", role="student")).status_code == 404
    emptied = (await office.deps.customers.get(other["id"])).state
    assert (emptied.siren, emptied.name, emptied.account) == (None, "Client effacé", other["account"])
    again = await office.done("POST", "customers", SHOP | {"siren": "900000019", "name": "Autre"}, role="student")
    assert again["account"] != other["account"]


async def test_a_document_that_was_stored_before_stays_readable(office: Office) -> None:
    """A customer as it was kept when it had seven fields."""
    made = await office.done("POST", "customers", SHOP, role="student")
    document = await office.deps.customers.document(made["id"])
    kept = ("name", "kind", "address", "account", "siren", "vat_number", "group_id")
    state = {name: document["state"][name] for name in kept} | {
        "address": document["state"]["address"] | {"postcode": "25"}
    }
    store = office.deps.numbers._store
    await store.replace(
        office.deps.customers.collection, {**document, "state": state}, expected_revision=document["revision"]
    )
    found = await office.done("GET", f"customers/{made['id']}", role="student")
    assert (found["status"], found["payment_terms"], found["address"]["postcode"]) == (
        "ACTIVE",
        {"days": 30, "end_of_month": False},
        "25",
    )
    again = await office.ask("POST", "customers", SHOP, role="student")
    assert slug(again) == "customer-exists"
