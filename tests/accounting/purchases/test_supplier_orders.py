"""Orders to suppliers: numbered at the approval without a gap, printed with the R127-3 mention, received in parts, invoiced."""

import asyncio
import io
from dataclasses import replace
from typing import Any

from pypdf import PdfReader

from accounting.usecases.orders.number_orders import number_orders
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, SIREN, Office
from tests.accounting.purchases.buying import field, heard, slug

MESH = {"label": "Maille", "quantity": "34", "unit": "MTR", "unit_price": "9.60", "vat_rate": "20", "account": "601"}
BUTTONS = {"label": "Boutons", "quantity": "100", "unit_price": "0.15", "vat_rate": "20", "account": "6022"}


async def ordered(office: Office, *steps: str, role: str = "accountant") -> dict[str, Any]:
    """An order of 341,40 without VAT, and what was done with it."""
    known = await office.done("GET", "suppliers")
    if known["items"]:
        supplier = known["items"][0]["id"]
    else:
        mill = {"legal_entity": SIREN, "name": "Filature Exemple", "expense_account": "601"}
        supplier = (await office.done("POST", "suppliers", mill))["id"]
    content = {"activity_id": ACTIVITY, "supplier_id": supplier, "lines": [MESH, BUTTONS]}
    order = await office.done("POST", "supplier-orders", content, role=role)
    for step in steps:
        body = {"sent_on": "2026-12-01"} if step == "sending" else None
        order = await office.done("POST", f"supplier-orders/{order['id']}/{step}", body)
    return order


async def test_numbers_are_given_at_the_approval_without_a_gap(office: Office) -> None:
    orders = [await ordered(office, "submission") for _ in range(6)]
    assert {one["number"] for one in orders} == {None}
    await office.done("POST", f"supplier-orders/{orders[0]['id']}/return", {"comment": "Trop de boutons"})
    answers = await asyncio.gather(
        *(office.ask("POST", f"supplier-orders/{one['id']}/approval") for one in orders for _ in range(2))
    )
    assert [one.status_code for one in answers[:2]] == [409, 409]
    numbers = sorted({one.json()["number"] for one in answers[2:]})
    assert numbers == [f"BC2026-{number:04d}" for number in range(1, 6)]


async def test_an_order_that_a_crash_left_without_its_number_gets_it(office: Office) -> None:
    order = await ordered(office, "submission", "approval")
    await office.deps.supplier_orders.change(order["id"], lambda one: Change(_unnumbered(one)), fresh_cause("crash"))
    await number_orders(office.deps)
    assert (await office.done("GET", f"supplier-orders/{order['id']}"))["number"] == "BC2026-0001"


def _unnumbered(order: Any) -> Any:
    return replace(order, number=None, to_number=True)


async def test_cape_05_the_printed_order_says_who_supports_the_group_and_until_when(office: Office) -> None:
    """CAPE-05: R127-3 wants it on orders too; a draft says that it is none, and an approved order stays as it was."""
    await office.receive(
        "enrolment.group_named.v1", {"group_id": "g1", "name": "Atelier Maille", "activity_label": "Sacs en maille"}
    )
    order = await ordered(office)
    path = f"supplier-orders/{order['id']}"
    draft = _text((await office.ask("GET", f"{path}/pdf", role="student")).content)
    assert "PROJET DE COMMANDE" in draft
    for step in ("submission", "approval"):
        await office.done("POST", f"{path}/{step}")
    await office.done(
        "PUT",
        f"suppliers/{order['supplier_id']}",
        {"name": "Filature renommée", "address": {"line": "1 rue X", "postcode": "25000", "city": "Besançon"}},
    )
    answer = await office.ask("GET", f"{path}/pdf", role="coach")
    printed = _text(answer.content)
    assert "BC2026-0001.pdf" in answer.headers["Content-Disposition"]
    for words in ("R127-3", "Coopérative Exemple", "31 juillet 2027", "Filature Exemple", "409,68", "Atelier Maille"):
        assert words in printed, words
    assert "renommée" not in printed
    assert answer.content == (await office.ask("GET", f"{path}/pdf")).content


def _text(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages).replace("\u00a0", " ")


async def test_it_comes_in_parts_and_never_more_than_was_ordered(office: Office) -> None:
    order = await ordered(office, "submission", "approval", "sending")
    path = f"supplier-orders/{order['id']}"
    body = {"received_on": "2026-12-01", "quantities": ["20.5", "0"]}
    partly = await office.done("POST", f"{path}/receptions", body, role="student")
    assert (partly["status"], partly["quantities_left"]) == ("PARTLY_RECEIVED", ["13.5", "100"])
    over = body | {"quantities": ["13.6", "0"]}
    assert field(await office.ask("POST", f"{path}/receptions", over)) == (422, "quantities.0")
    assert field(await office.ask("POST", f"{path}/receptions", body | {"quantities": ["1"]})) == (422, "quantities")
    assert slug(await office.ask("POST", f"{path}/cancellation", {"reason": "x"})) == (409, "order-not-cancellable")
    complete = await office.done("POST", f"{path}/receptions", {"received_on": "2026-12-01"})
    assert (complete["status"], complete["quantities_left"]) == ("RECEIVED", ["0", "0"])


async def test_an_order_becomes_a_purchase_and_differences_show_before_it_is_approved(office: Office) -> None:
    order = await ordered(office, "submission", "approval", "sending")
    path = f"supplier-orders/{order['id']}"
    body = {"received_on": "2026-12-01", "quantities": ["20", "0"]}
    await office.done("POST", f"{path}/receptions", body)
    paper = {"supplier_reference": "F-1", "invoiced_on": "2026-12-01", "received_only": True}
    first = await office.done("POST", f"{path}/purchase", paper, role="student")
    assert (first["status"], first["total_excluding_vat"], first["order_id"]) == ("DRAFT", "192.00", order["id"])
    line = {"label": "Maille", "account": "601", "total_excluding_vat": "336.00", "vat_rate": "20"}
    dearer = {
        "supplier_id": first["supplier_id"],
        "supplier_reference": "F-1",
        "invoiced_on": "2026-12-01",
        "order_id": order["id"],
        "lines": [
            line | {"quantity": "34", "order_line": 0},
            {"label": "Port", "account": "6241", "total_excluding_vat": "12.00", "vat_rate": "20"},
        ],
    }
    await office.done("PUT", f"purchases/{first['id']}", dearer)
    found = await office.done("GET", f"purchases/{first['id']}/order-comparison")
    mesh, buttons = found["lines"]
    assert (mesh["difference"], mesh["not_received"], buttons["difference"]) == ("9.60", "14", "-15.00")
    assert (found["not_ordered"], found["agrees"]) == ([{"label": "Port", "amount": "12.00"}], False)
    await office.done("POST", f"purchases/{first['id']}/approval")
    await heard(office, first["id"], "accounting.purchase_recorded.v1")
    invoiced = await office.done("GET", path)
    assert (invoiced["status"], invoiced["invoiced_by"]) == ("INVOICED", [first["id"]])
    await office.done("POST", f"purchases/{first['id']}/cancellation", {"reason": "prix faux"})
    await heard(office, first["id"], "accounting.purchase_cancelled.v1")
    assert (await office.done("GET", path))["status"] == "PARTLY_RECEIVED"
    second = await office.done("POST", f"{path}/purchase", paper | {"received_only": False})
    assert second["total_excluding_vat"] == "341.40"


async def test_roles_and_ceilings_of_orders(office: Office) -> None:
    order = await ordered(office, role="student")
    path = f"supplier-orders/{order['id']}"
    await office.done("POST", f"{path}/submission", role="student")
    assert (await office.ask("GET", path, role="student", groups=["g2"])).status_code == 404
    assert (await office.ask("POST", f"{path}/approval", role="cae_officer")).status_code == 403
    assert slug(await office.ask("POST", f"{path}/approval", role="coach")) == (409, "above-ceiling")
    rules = {"coach_ceilings": {"order": "409.68"}}
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", rules)
    assert (await office.done("POST", f"{path}/approval", role="coach"))["approved_as"] == "coach"
    assert (await office.ask("POST", f"{path}/cancellation", {"reason": "x"}, role="student")).status_code == 403
    cancelled = await office.done("POST", f"{path}/cancellation", {"reason": "Rupture de stock"})
    assert (cancelled["status"], cancelled["number"]) == ("CANCELLED", "BC2026-0001")
    invoiced = await office.ask("POST", f"{path}/purchase", {"supplier_reference": "F", "invoiced_on": "2026-12-01"})
    assert slug(invoiced) == (409, "order-not-approved")


async def test_what_cannot_be_ordered_is_named_by_its_field(office: Office) -> None:
    order = await ordered(office)
    content = {"supplier_id": order["supplier_id"]}
    for line, name in (
        (MESH | {"quantity": "0"}, "lines.0.quantity"),
        (MESH | {"unit_price": "-1.00"}, "lines.0.unit_price"),
        (MESH | {"vat_rate": "19"}, "lines.0.vat_rate"),
        (MESH | {"account": "699999"}, "lines.0.account"),
    ):
        answer = await office.ask("PUT", f"supplier-orders/{order['id']}", content | {"lines": [line]})
        assert field(answer) == (422, name)
