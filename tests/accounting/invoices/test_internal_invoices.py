"""Internal invoices between two activities of one legal entity: agreed, then posted on both sides at once (PCG 1211-18)."""

from typing import Any

from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from essaim.kit.ids import derived_id
from tests.accounting.integration.office import ACTIVITY, Office
from tests.accounting.invoices.documents import balances

OTHER = derived_id("g2", "activity")
LINE = {"label": "Séance photo", "quantity": "2.5", "unit_price": "40.01", "unit": "HUR"}


async def proposed(office: Office) -> dict[str, Any]:
    await office.start(group_id="g2", group_code="ATELIER-PHOTO", person_ids=["p9"])
    body = {"seller_activity_id": ACTIVITY, "buyer_activity_id": OTHER, "title": "Photos", "lines": [LINE]}
    return await office.done("POST", "internal-invoices", body, role="student")


async def test_both_sides_are_posted_at_once_and_181_comes_to_nothing(office: Office) -> None:
    invoice = await proposed(office)
    assert (invoice["status"], invoice["total"], invoice["number"]) == ("PROPOSED", "100.03", None)
    path = f"internal-invoices/{invoice['id']}"
    assert (await office.ask("POST", f"{path}/acceptance", role="student")).status_code == 404
    answer = await office.ask("POST", f"{path}/acceptance", role="student", sub="p9", groups=["g2"])
    assert (answer.json()["status"], answer.json()["number"]) == ("ACCEPTED", "INT-2026-00001")
    moved = await balances(office)
    assert (moved["181000"], moved["186000"], moved["187000"]) == ("0.00", "110.03", "-110.03")
    sold = await office.done("GET", f"activities/{ACTIVITY}/balance")
    bought = await office.done("GET", f"activities/{OTHER}/balance")
    assert (sold["turnover"], bought["purchases"]) == ("100.03", "100.03")
    await post_missing_entries(office.deps)
    assert len([one for one in await office.ledger() if one[1] == "internal"]) == 1


async def test_without_the_agreement_of_the_other_group_nothing_is_in_the_books(office: Office) -> None:
    invoice = await proposed(office)
    path = f"internal-invoices/{invoice['id']}"
    silent = await office.ask("POST", f"{path}/refusal", {}, role="student", groups=["g2"])
    assert silent.json()["errors"][0]["field"] == "comment"
    answer = await office.ask("POST", f"{path}/refusal", {"comment": "Pas commandé"}, role="student", groups=["g2"])
    assert answer.json()["status"] == "REFUSED"
    assert (await office.ask("POST", f"{path}/acceptance")).status_code == 409
    assert await office.ledger() == []
    mine = await office.done("GET", "internal-invoices", role="student")
    theirs = await office.ask("GET", "internal-invoices?bought=true", role="student", groups=["g2"])
    assert [one["id"] for one in mine["items"]] == [one["id"] for one in theirs.json()["items"]] == [invoice["id"]]


async def test_what_is_no_internal_invoice_is_refused(office: Office) -> None:
    body = {"seller_activity_id": ACTIVITY, "buyer_activity_id": ACTIVITY, "title": "Photos", "lines": [LINE]}
    answer = await office.ask("POST", "internal-invoices", body, role="student")
    assert answer.json()["errors"][0]["field"] == "buyer_activity_id"
    wrong = body | {"buyer_activity_id": OTHER, "lines": [LINE | {"quantity": "-1"}]}
    await office.start(group_id="g2", group_code="ATELIER-PHOTO", person_ids=["p9"])
    answer = await office.ask("POST", "internal-invoices", wrong, role="student")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "lines.0.quantity")
