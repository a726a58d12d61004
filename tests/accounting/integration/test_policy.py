"""Who may do what: students prepare, the accountant issues, others read, and whoever may not read is told nothing."""

from typing import Any

import pytest

from tests.accounting.integration.office import ACTIVITY, CUSTOMER, ENTITY, LINE, PURCHASE, SIREN, Office


async def test_a_student_of_another_group_sees_nothing(office: Office) -> None:
    invoice = await office.submitted()
    for path in (f"invoices/{invoice}", f"invoices/{invoice}/pdf", f"activities/{ACTIVITY}/balance", "groups/g1/share"):
        assert (await office.ask("GET", path, role="student", groups=["g9"])).status_code == 404
    assert (await office.ask("GET", "invoices", role="student", groups=["g9"])).json()["items"] == []
    assert len((await office.ask("GET", "invoices", role="student")).json()["items"]) == 1
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE]}
    assert (await office.ask("POST", "invoices", body, role="student", groups=["g9"])).status_code == 404


async def test_a_student_cannot_invoice_a_customer_of_another_group(office: Office) -> None:
    await office.start(group_id="g2")
    foreign = (await office.ask("POST", "customers", CUSTOMER, role="student", groups=["g2"])).json()["id"]
    own = await office.customer()
    draft = {"activity_id": ACTIVITY, "customer_id": foreign, "lines": [LINE]}
    quote = draft | {"valid_until": "2026-12-31"}
    assert (await office.ask("POST", "invoices", draft, role="student")).status_code == 404
    assert (await office.ask("POST", "quotes", quote, role="student")).status_code == 404
    kept = await office.done("POST", "invoices", draft | {"customer_id": own}, role="student")
    edit = {"customer_id": foreign, "lines": [LINE]}
    assert (await office.ask("PUT", f"invoices/{kept['id']}", edit, role="student")).status_code == 404
    shared = await office.done("POST", "customers", CUSTOMER)
    assert (await office.ask("POST", "invoices", draft | {"customer_id": shared["id"]})).status_code == 201


@pytest.mark.parametrize("role", ["student", "coach", "cae_officer"])
async def test_only_the_accountant_pays_and_nobody_else_issues_above_a_ceiling(office: Office, role: str) -> None:
    """Students and coaches issue up to ceilings (409 above them); until some are set, that is nothing."""
    invoice, purchase = await office.issued(), await office.bought()
    waiting = await office.submitted()
    payment = {"paid_on": "2026-12-01", "amount": "1.00", "means": "card"}
    issued = await office.ask("POST", f"invoices/{waiting}/issue", {"service_on": "2026-12-01"}, role=role)
    assert issued.status_code == (403 if role == "cae_officer" else 409)
    if role != "coach":
        assert (await office.ask("POST", f"invoices/{waiting}/return", role=role)).status_code == 403
    for path, body in (
        (f"invoices/{invoice['id']}/payments", payment),
        (f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"}),
        ("purchases", PURCHASE | {"supplier_reference": "T-20"}),
    ):
        assert (await office.ask("POST", path, body, role=role)).status_code == 403
    assert (await office.ask("GET", f"invoices/{waiting}", role=role)).json()["status"] == "SUBMITTED"


@pytest.mark.parametrize("role", ["coach", "cae_officer"])
async def test_coach_and_carrier_read_documents_but_not_the_ledger(office: Office, role: str) -> None:
    invoice = await office.issued()
    for path in (f"invoices/{invoice['id']}", f"activities/{ACTIVITY}", "purchases", "quotes", "customers"):
        assert (await office.ask("GET", path, role=role)).status_code == 200
    assert (await office.ask("GET", f"entries?siren={SIREN}", role=role)).status_code in (403, 404)
    assert (
        await office.ask("POST", f"legal-entities/{SIREN}/closings", {"month": "2026-12"}, role=role)
    ).status_code in (
        403,
        404,
    )


async def test_the_coordinator_sees_the_figures_of_the_own_groups_and_nothing_else(office: Office) -> None:
    invoice = await office.issued()
    balance = await office.done("GET", f"activities/{ACTIVITY}/balance", role="coordinator")
    assert balance["turnover"] == "1000.00"
    for path in (f"invoices/{invoice['id']}", f"invoices/{invoice['id']}/pdf", f"activities/{ACTIVITY}"):
        assert (await office.ask("GET", path, role="coordinator")).status_code == 404
    assert (await office.ask("GET", "invoices", role="coordinator")).status_code == 403
    foreign = await office.ask("GET", f"activities/{ACTIVITY}/balance", role="coordinator", partner="other")
    assert foreign.status_code == 404


async def test_an_accountant_of_another_partner_is_told_nothing(office: Office) -> None:
    invoice = await office.issued()
    calls: list[tuple[str, str, Any]] = [
        ("GET", f"invoices/{invoice['id']}", None),
        ("POST", f"invoices/{invoice['id']}/issue", {"service_on": "2026-12-01"}),
        ("GET", f"legal-entities/{SIREN}", None),
        ("PUT", f"legal-entities/{SIREN}", ENTITY),
        ("GET", f"legal-entities/{SIREN}/trial-balance", None),
        ("GET", f"entries?siren={SIREN}", None),
        ("POST", f"legal-entities/{SIREN}/fec-exports", {"year": 2027}),
        ("POST", "purchases", PURCHASE),
    ]
    for method, path, body in calls:
        assert (await office.ask(method, path, body, partner="other")).status_code == 404, path
    assert (await office.ask("GET", "invoices", partner="other")).json()["items"] == []


async def test_nobody_without_a_token(office: Office) -> None:
    assert (await office.client.get("/v1/invoices")).status_code == 401


async def test_a_coach_reads_the_groups_that_the_token_names_and_no_others(office: Office) -> None:
    """Their own groups only: another group's documents, figures and entries are not there for them."""
    invoice = await office.issued()
    sale = (await office.done("GET", f"entries?siren={SIREN}&journal=VE"))["items"][0]["id"]
    paths = (
        f"invoices/{invoice['id']}",
        f"activities/{ACTIVITY}/balance",
        f"activities/{ACTIVITY}/management",
        f"entries/{sale}/explanation",
    )
    for path in paths:
        assert (await office.ask("GET", path, role="coach")).status_code == 200, path
        assert (await office.ask("GET", path, role="coach", groups=["g2"])).status_code == 404, path
        assert (await office.ask("GET", path, role="coach", groups=[])).status_code == 404, path
    assert (await office.ask("GET", "invoices", role="coach", groups=["g2"])).json()["items"] == []
