"""Electronic invoices over HTTP: Factur-X, CII and UBL become drafts; what is not ours, doubled or unreadable leaves nothing."""

import asyncio
import hashlib
import io
from dataclasses import replace
from typing import Any

import httpx
import pytest
from pypdf import PdfWriter

from essaim.einvoice.model import EInvoice, Identifier, Party
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.accounting.integration.office import ACTIVITY, SIREN, Office
from tests.accounting.parties.answers import IBAN, OTHER_IBAN
from tests.accounting.purchases.buying import OTHER_ACTIVITY, field, heard, letters, slug
from tests.accounting.purchases.einvoices import WEAVER, einvoice, line
from tests.accounting.purchases.test_supplier_orders import ordered

PATH = f"/v1/legal-entities/{SIREN}/received-invoices"


def facturx(invoice: EInvoice) -> bytes:
    """A PDF with the data attached."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("factur-x.xml", write_cii(invoice))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


async def sent(
    office: Office, content: bytes, *, role: str = "accountant", name: str = "F-2641.xml", **query: str
) -> httpx.Response:
    """The file, as the body of a request; for the first activity unless something else is said."""
    params = {"name": name, "activity_id": ACTIVITY} | query
    params = {key: value for key, value in params.items() if value}
    return await office.client.post(PATH, params=params, content=content, headers=office.headers(role))


async def taken(office: Office, content: bytes, **query: str) -> dict[str, Any]:
    answer = await sent(office, content, **query)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def nothing_kept(office: Office) -> bool:
    """Neither a purchase, nor a supplier, nor a piece of a file."""
    deps = office.deps
    return not (await deps.purchases.count() + await deps.suppliers.count() + await deps.file_pieces.count())


@pytest.mark.parametrize("write", [facturx, write_cii, write_ubl])
async def test_each_format_becomes_a_draft_whose_file_is_kept_as_it_came(office: Office, write: Any) -> None:
    content = write(einvoice())
    found = await taken(office, content, name="facture." + ("pdf" if write is facturx else "xml"))
    purchase, file = found["purchase"], found["file"]
    assert (purchase["status"], purchase["supplier_reference"], purchase["invoiced_on"]) == (
        "DRAFT",
        "F-2641",
        "2026-11-20",
    )
    assert (purchase["total_excluding_vat"], purchase["vat"], purchase["due_on"]) == ("400.00", "65.50", "2026-12-20")
    assert [(one["account"], one["vat_rate"]) for one in purchase["lines"]] == [("6068", "20"), ("6068", "5.5")]
    assert file["sha256"] == hashlib.sha256(content).hexdigest()
    original = await office.ask("GET", f"purchases/{purchase['id']}/original", role="student")
    assert original.content == content
    assert original.headers["X-Content-Type-Options"] == "nosniff"
    supplier = (await office.deps.suppliers.get(purchase["supplier_id"])).state
    assert (supplier.siren, supplier.iban, supplier.iban_confirmed) == (WEAVER, IBAN, False)
    assert "Fournisseur inconnu" in file["warnings"][0]


async def test_it_is_approved_and_paid_like_any_other(office: Office) -> None:
    purchase = (await taken(office, write_cii(einvoice())))["purchase"]
    await office.done("POST", f"purchases/{purchase['id']}/approval")
    await heard(office, purchase["id"], "accounting.purchase_recorded.v1")
    await office.done("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"})
    assert await letters(office, "401") == ["AAA", "AAA"]


async def test_a_known_supplier_is_found_by_its_siren_and_gives_its_account(office: Office) -> None:
    body = {"legal_entity": SIREN, "name": "Autre nom", "siren": WEAVER, "expense_account": "601", "iban": OTHER_IBAN}
    known = await office.done("POST", "suppliers", body)
    found = await taken(office, write_ubl(einvoice()))
    assert found["purchase"]["supplier_id"] == known["id"]
    assert {one["account"] for one in found["purchase"]["lines"]} == {"601"}
    [warning] = found["file"]["warnings"]
    assert "IBAN" in warning
    history = (await office.ask("GET", f"purchases/{found['purchase']['id']}/history")).json()
    assert (history[0]["action"], history[0]["comment"]) == ("received", warning)


async def test_a_name_does_not_make_a_supplier_with_another_siren(office: Office) -> None:
    other = {"legal_entity": SIREN, "name": "Tissages Exemple", "siren": "900000027"}
    known = await office.done("POST", "suppliers", other)
    found = await taken(office, write_cii(einvoice()))
    assert found["purchase"]["supplier_id"] != known["id"]


async def test_an_archived_supplier_is_named_and_not_made_a_second_time(office: Office) -> None:
    known = await office.done("POST", "suppliers", {"legal_entity": SIREN, "name": "Autre nom", "siren": WEAVER})
    await office.done("POST", f"suppliers/{known['id']}/archive")
    answer = await sent(office, write_cii(einvoice()))
    assert slug(answer) == (409, "supplier-exists")
    assert known["id"] in answer.json()["detail"]
    assert await office.deps.purchases.count() + await office.deps.file_pieces.count() == 0


async def test_an_order_or_a_code_on_the_invoice_says_for_which_activity_it_is(office: Office) -> None:
    order = await ordered(office, "submission", "approval")
    by_order = await taken(office, write_cii(einvoice(order=order["number"])), activity_id="")
    assert (by_order["purchase"]["order_id"], by_order["purchase"]["activity_id"]) == (order["id"], ACTIVITY)
    coded = einvoice(number="F-2642", buyer_reference="A002")
    assert (await taken(office, write_ubl(coded), activity_id=""))["purchase"]["activity_id"] == OTHER_ACTIVITY
    silent = await sent(office, write_cii(einvoice(number="F-2643")), activity_id="")
    assert field(silent) == (422, "activity_id")


async def test_what_is_for_somebody_else_is_refused_with_both_numbers(office: Office) -> None:
    foreign = einvoice(buyer=Party("Autre", einvoice().buyer.address, legal_id=Identifier("900000027", "0002")))
    answer = await sent(office, write_cii(foreign))
    assert slug(answer) == (409, "invoice-for-another")
    assert "900000027" in answer.json()["detail"]
    assert SIREN in answer.json()["detail"]
    assert await nothing_kept(office)


async def test_the_same_file_or_the_same_reference_comes_once(office: Office) -> None:
    content = write_cii(einvoice())
    first = (await taken(office, content))["purchase"]
    again = await sent(office, content)
    assert slug(again) == (409, "purchase-received")
    assert first["id"] in again.json()["detail"]
    other_syntax = await sent(office, write_ubl(einvoice()))
    assert slug(other_syntax) == (409, "purchase-recorded")
    assert first["id"] in other_syntax.json()["detail"]
    await office.done("DELETE", f"purchases/{first['id']}")
    assert (await taken(office, content))["purchase"]["id"] != first["id"]


async def test_the_same_file_five_times_at_once_is_one_purchase(office: Office) -> None:
    content = write_cii(einvoice())
    answers = await asyncio.gather(*(sent(office, content) for _ in range(5)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409]
    assert await office.deps.purchases.count() == 1
    assert await office.deps.suppliers.count() == 1


UNREADABLE = [
    (b"", 422, "received-empty"),
    (b"Bonjour", 422, "einvoice-unknown-format"),
    (b"<a><b></a>", 422, "einvoice-xml-malformed"),
    (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 422, "einvoice-xml-forbidden"),
    (b"%PDF-1.7\n%%EOF\n", 422, "einvoice-pdf-malformed"),
    (write_cii(einvoice()).replace(b"F-2641", b""), 422, "einvoice-fields"),
    (write_cii(einvoice()).replace(b"20261120", b"20261320"), 422, "einvoice-fields"),
]


@pytest.mark.parametrize(("content", "status", "wanted"), UNREADABLE)
async def test_what_cannot_be_read_is_told_with_its_place_and_nothing_is_kept(
    office: Office, content: bytes, status: int, wanted: str
) -> None:
    answer = await sent(office, content)
    assert slug(answer) == (status, wanted)
    assert answer.json()["errors"][0]["field"]
    assert answer.json()["errors"][0]["accepted"]
    assert await nothing_kept(office)


async def test_an_invoice_that_does_not_add_up_is_told_and_nothing_is_kept(office: Office) -> None:
    made = einvoice()
    wrong = replace(made, totals=replace(made.totals, inclusive_cents=50_000, payable_cents=50_000))
    assert field(await sent(office, write_cii(wrong))) == (422, "stated_total")
    dollars = await sent(office, write_cii(einvoice(currency="USD")))
    assert field(dollars) == (422, "currency")
    future = replace(made, issued_on=made.issued_on.replace(year=2027), due_on=None)
    assert field(await sent(office, write_cii(future))) == (422, "invoiced_on")
    assert await nothing_kept(office)


async def test_a_scan_is_taken_in_on_demand_only_and_waits_to_be_typed_in(office: Office) -> None:
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(stream)
    scan = stream.getvalue()
    assert slug(await sent(office, scan, name="scan.pdf")) == (422, "einvoice-pdf-without-invoice")
    assert field(await sent(office, scan, name="scan.pdf", **{"as": "paper"})) == (422, "supplier_id")
    assert await nothing_kept(office)
    asked = {"as": "paper", "supplier_name": "Tissus Exemple"}
    found = await taken(office, scan, name="scan.pdf", **asked)
    path = f"purchases/{found['purchase']['id']}"
    assert (found["purchase"]["lines"], found["purchase"]["total_including_vat"]) == ([], "0.00")
    assert field(await office.ask("POST", f"{path}/submission")) == (422, "supplier_reference")
    assert (await office.ask("GET", f"{path}/original")).content == scan
    assert slug(await sent(office, scan, name="scan.pdf", **asked)) == (409, "purchase-received")
    typed = {
        "supplier_name": "Tissus Exemple",
        "supplier_reference": "T-17",
        "invoiced_on": "2026-11-20",
        "lines": [{"label": "Toile", "account": "601", "total_excluding_vat": "10.00", "vat_rate": "20"}],
    }
    await office.done(
        "PUT",
        path,
        typed,
    )
    assert (await office.done("POST", f"{path}/submission", role="student"))["status"] == "SUBMITTED"


async def test_who_takes_in_and_who_reads(office: Office) -> None:
    content = write_cii(einvoice(line("Toile", 10_000)))
    for role, status in (("student", 403), ("coach", 403), ("cae_officer", 403), ("coordinator", 403)):
        assert (await sent(office, content, role=role)).status_code in (status, 404)
    assert await nothing_kept(office)
    purchase = (await taken(office, content))["purchase"]
    for role, groups, count in (("student", ["g1"], 1), ("student", ["g2"], 0), ("cae_officer", [], 1)):
        listed = await office.ask("GET", f"legal-entities/{SIREN}/received-invoices", role=role, groups=groups)
        assert [one["purchase"]["id"] for one in listed.json()["items"]] == [purchase["id"]] * count
    await office.bought(supplier_reference="T-1")
    listed = await office.ask("GET", f"legal-entities/{SIREN}/received-invoices")
    assert len(listed.json()["items"]) == 1
