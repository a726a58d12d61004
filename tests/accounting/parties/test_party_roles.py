"""A group sees its own customers and suppliers and the shared ones, changes its own only, and learns of no others."""

from typing import Any

import pytest

from tests.accounting.integration.office import ADDRESS, SIREN, Office
from tests.accounting.parties.answers import SHOP, WEAVER, picked

WRITTEN: dict[str, dict[str, Any]] = {"customers": SHOP, "suppliers": WEAVER}


@pytest.mark.parametrize("kind", ["customers", "suppliers"])
async def test_another_groups_record_is_not_there_at_all(office: Office, kind: str) -> None:
    foreign = await office.done("POST", kind, WRITTEN[kind] | {"group_id": "g2"})
    path = f"{kind}/{foreign['id']}"
    body = {name: value for name, value in WRITTEN[kind].items() if name != "legal_entity"}
    assert (await office.done("GET", kind, role="student"))["items"] == []
    assert (await office.done("GET", f"{kind}?group_id=g2", role="student"))["items"] == []
    for method, what in (
        ("GET", ""),
        ("GET", "/changes"),
        ("GET", "/duplicates"),
        ("GET", "/statement"),
        ("POST", "/archive"),
        ("POST", "/share"),
    ):
        assert (await office.ask(method, path + what, role="student")).status_code == 404, what
    assert (await office.ask("PUT", path, body, role="student")).status_code == 404
    assert (await office.ask("GET", path, role="coach")).status_code == 404
    assert (await office.ask("GET", path, partner="other")).status_code == 404
    create = await office.ask("POST", kind, WRITTEN[kind] | {"group_id": "g2"}, role="student")
    assert create.status_code in (403, 404)


@pytest.mark.parametrize("kind", ["customers", "suppliers"])
async def test_a_shared_record_is_read_by_all_groups_and_changed_by_the_accountant(office: Office, kind: str) -> None:
    shared = await office.done("POST", kind, WRITTEN[kind])
    path = f"{kind}/{shared['id']}"
    body = {name: value for name, value in WRITTEN[kind].items() if name != "legal_entity"}
    for groups in (["g1"], ["g2"]):
        assert picked((await office.ask("GET", kind, role="student", groups=groups)).json(), "id") == [shared["id"]]
        assert (await office.ask("GET", path, role="student", groups=groups)).status_code == 200
    assert (await office.ask("PUT", path, body, role="student")).status_code == 403
    assert (await office.ask("POST", f"{path}/archive", role="student")).status_code == 403
    assert (await office.ask("GET", path, role="student", groups=["elsewhere"])).status_code == 404
    first = (await office.ask("GET", f"{kind}?limit=1", role="student", groups=["g2"])).json()
    for cursor in ("", "shared.", f"shared.{first['next'] or ''}"):
        forged = await office.ask("GET", f"{kind}?cursor={cursor}", role="student", groups=["elsewhere"])
        assert forged.status_code == 422 or forged.json()["items"] == [], cursor
    assert (await office.ask("GET", path, role="student", groups=[])).status_code == 404
    assert (await office.ask("GET", path, role="cae_officer")).status_code == 200
    assert (await office.ask("PUT", path, body, role="cae_officer")).status_code == 403


@pytest.mark.parametrize("kind", ["customers", "suppliers"])
async def test_the_accountant_shares_a_groups_record(office: Office, kind: str) -> None:
    own = await office.done("POST", kind, WRITTEN[kind], role="student")
    assert (await office.ask("POST", f"{kind}/{own['id']}/share", role="student")).status_code == 403
    assert (await office.done("POST", f"{kind}/{own['id']}/share"))["group_id"] is None
    assert picked((await office.ask("GET", kind, role="student", groups=["g2"])).json(), "id") == [own["id"]]
    assert (await office.ask("POST", kind, WRITTEN[kind], role="student")).status_code == 409


async def test_own_and_shared_customers_come_page_by_page(office: Office) -> None:
    for place in range(3):
        person = {"kind": "private", "address": ADDRESS}
        await office.done("POST", "customers", person | {"name": f"Propre {place}"}, role="student")
        await office.done("POST", "customers", person | {"name": f"Commun {place}"})
        await office.done("POST", "customers", person | {"name": f"Autre {place}", "group_id": "g2"})
    for limit in (1, 2, 3, 4, 6, 50):
        names: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            more = f"&cursor={cursor}" if cursor else ""
            page = await office.done("GET", f"customers?limit={limit}{more}", role="student")
            names += picked(page, "name")
            cursor = page["next"]
        assert names == [*(f"Propre {n}" for n in range(3)), *(f"Commun {n}" for n in range(3))], limit


async def test_a_group_reads_its_own_lines_of_a_shared_customers_statement(office: Office) -> None:
    invoice = await office.issued()
    await office.done("POST", f"customers/{invoice['customer_id']}/share")
    path = f"customers/{invoice['customer_id']}/statement"
    assert (await office.done("GET", path, role="student"))["balance"] == "1200.00"
    other = (await office.ask("GET", path, role="student", groups=["g2"])).json()
    assert (other["balance"], other["lines"], other["analytic_code"]) == ("0.00", [], "A002")
    assert (await office.ask("GET", f"{path}?group_id=g1", role="student", groups=["g2"])).status_code == 404
    assert (await office.done("GET", f"{path}?siren={SIREN}"))["balance"] == "1200.00"


@pytest.mark.parametrize("role", ["student", "coach", "cae_officer"])
async def test_files_are_the_accountants(office: Office, role: str) -> None:
    for path in ("customers/imports", f"suppliers/imports?legal_entity={SIREN}"):
        assert (await office.ask("POST", path, {}, role=role)).status_code in (403, 404)
    for path in ("customers/exports", f"suppliers/exports?legal_entity={SIREN}"):
        assert (await office.ask("GET", path, role=role)).status_code in (403, 404)
