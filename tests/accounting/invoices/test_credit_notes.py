"""Credit notes and corrective invoices take an issued invoice back, and never more than it had (INV-07)."""

import asyncio

from tests.accounting.integration.office import LINE, SIREN, Office
from tests.accounting.invoices.documents import balances, credited, drafted, issue, read


async def test_inv_07_a_credit_note_over_all_leaves_nothing_of_the_invoice(office: Office) -> None:
    invoice = await office.issued()
    note = await credited(office, invoice)
    assert (note["kind"], note["number"], note["status"], note["left"]) == (
        "credit_note",
        "2026-000002",
        "PAID",
        "0.00",
    )
    assert (note["original"]["number"], note["original"]["issued_on"]) == ("2026-000001", "2026-12-01")
    now = await read(office, invoice)
    assert (now["status"], now["left"], now["credit_note_ids"]) == ("CREDITED", "0.00", [note["id"]])
    moved = await balances(office)
    assert {moved[one] for one in ("411000", "701000", "445710", "186000")} == {"0.00"}
    found = await office.done("GET", f"entries?siren={SIREN}&limit=50")
    letters = [line["letters"] for one in found["items"] for line in one["lines"] if line["account"] == "411000"]
    assert len(letters) == 2
    assert None not in letters


async def test_inv_07_more_than_is_left_is_refused_by_rate(office: Office) -> None:
    invoice = await office.issued()
    await credited(office, invoice, LINE | {"quantity": "4"})
    note = await office.done("POST", f"invoices/{invoice['id']}/credit-notes", {"reason": "Retour"}, role="student")
    await office.done("POST", f"invoices/{note['id']}/submission", role="student")
    answer = await office.ask("POST", f"invoices/{note['id']}/issue", {"service_on": "2026-12-01"})
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "inv-07-more-than-invoiced")
    assert (await read(office, note))["status"] == "SUBMITTED"
    rest = await credited(office, invoice, LINE | {"quantity": "6"})
    assert rest["number"] == "2026-000003"
    assert (await read(office, invoice))["status"] == "CREDITED"


async def test_inv_07_two_credit_notes_at_once_never_take_back_the_same_twice(office: Office) -> None:
    invoice = await office.issued()
    notes = []
    for _ in range(2):
        note = await office.done("POST", f"invoices/{invoice['id']}/credit-notes", {"reason": "Retour"}, role="student")
        await office.done("POST", f"invoices/{note['id']}/submission", role="student")
        notes.append(note)
    answers = await asyncio.gather(
        *(office.ask("POST", f"invoices/{one['id']}/issue", {"service_on": "2026-12-01"}) for one in notes)
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    states = sorted([(await read(office, one))["status"] for one in notes])
    assert states == ["PAID", "SUBMITTED"]
    assert (await read(office, invoice))["credited"] == "1200.00"


async def test_what_was_paid_is_given_back_and_lowers_what_is_shared(office: Office) -> None:
    invoice = await office.issued()
    await office.pay(invoice, "1200.00")
    note = await credited(office, invoice, LINE | {"quantity": "1"})
    assert (note["status"], note["left"]) == ("ISSUED", "120.00")
    assert (await read(office, invoice))["status"] == "PAID"
    too_much = await office.pay(note, "120.01")
    assert too_much.status_code == 422
    assert (await office.pay(note, "120.00")).json()["status"] == "PAID"
    moved = await balances(office)
    assert (moved["512000"], moved["411000"], moved["701000"], moved["445710"]) == (
        "1080.00",
        "0.00",
        "-900.00",
        "-180.00",
    )
    assert moved["186000"] == "90.00"


async def test_three_thirds_of_an_invoice_take_back_its_vat_to_the_cent(office: Office) -> None:
    """3 × 0.33 at 20 %: 0.07 each would be 0.21, and the invoice had 0.20."""
    line = LINE | {"quantity": "1", "unit_price": "0.33"}
    invoice = await office.issued(line, line, line)
    assert invoice["vat"] == "0.20"
    vats = [(await credited(office, invoice, line))["vat"] for _ in range(3)]
    assert vats == ["0.07", "0.07", "0.06"]
    assert (await read(office, invoice))["status"] == "CREDITED"
    moved = await balances(office)
    assert {moved[one] for one in ("411000", "701000", "445710")} == {"0.00"}


async def test_inv_07_a_corrective_invoice_replaces_one_that_nobody_paid(office: Office) -> None:
    invoice = await office.issued()
    body = {"reason": "Quantité fausse"}
    corrective = await office.done("POST", f"invoices/{invoice['id']}/corrective", body, role="student")
    edit = {"customer_id": corrective["customer_id"], "lines": [LINE | {"quantity": "9"}]}
    await office.done("PUT", f"invoices/{corrective['id']}", edit, role="student")
    issued = await issue(office, corrective["id"])
    assert (issued["kind"], issued["original"]["number"]) == ("corrective", "2026-000001")
    now = await read(office, invoice)
    assert (now["status"], now["corrected_by"], now["left"]) == ("CORRECTED", corrective["id"], "0.00")
    assert (await office.pay(invoice, "1.00")).status_code == 409
    moved = await balances(office)
    assert (moved["411000"], moved["701000"], moved["186000"]) == ("1080.00", "-900.00", "90.00")
    again = await office.ask("POST", f"invoices/{invoice['id']}/corrective", body, role="student")
    assert again.json()["type"].endswith("inv-07-not-correctable")


async def test_inv_07_nothing_issued_is_deleted_and_a_draft_leaves_a_trace(office: Office) -> None:
    draft = await drafted(office)
    gone = await office.done("DELETE", f"invoices/{draft['id']}", role="student")
    assert (gone["status"], gone["number"]) == ("DISCARDED", None)
    assert (await office.ask("POST", f"invoices/{draft['id']}/submission", role="student")).status_code == 409
    invoice = await office.issued()
    answer = await office.ask("DELETE", f"invoices/{invoice['id']}", role="student")
    assert answer.json()["type"].endswith("inv-07-no-deletion")
    assert invoice["number"] == "2026-000001"
