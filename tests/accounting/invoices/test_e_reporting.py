"""Sales to private customers are told by day and rate, never by customer (INV-11)."""

from typing import Any

from tests.accounting.integration.office import CUSTOMER, LINE, SIREN, Office
from tests.accounting.invoices.documents import SERVICE, credited, drafted, issue


async def report(office: Office) -> list[dict[str, Any]]:
    path = f"legal-entities/{SIREN}/e-reporting?from=2026-12-01&to=2026-12-31"
    days: list[dict[str, Any]] = (await office.done("GET", path))["days"]
    return days


async def test_inv_11_private_customers_are_told_and_businesses_are_not(office: Office) -> None:
    await office.issued()
    assert await report(office) == []
    private = {"name": "Camille Exemple", "kind": "private", "address": CUSTOMER["address"]}
    customer = await office.done("POST", "customers", private, role="student")
    draft = await drafted(office, LINE | {"quantity": "1"}, SERVICE, customer_id=customer["id"])
    invoice = await issue(office, draft["id"])
    (day,) = await report(office)
    told = [(one["category"], one["rate"], one["base"], one["vat"]) for one in day["rates"]]
    assert (day["day"], day["count"]) == ("2026-12-01", 1)
    assert {one[1:] for one in told} == {("20", "100.00", "20.00")}
    assert len(told) == 2
    await credited(office, invoice, SERVICE)
    (day,) = await report(office)
    assert sorted(one["base"] for one in day["rates"]) == ["0.00", "100.00"]
