"""Purchases over HTTP: lines and parts in the books, payments apart, credit notes, cancellation, what is refused."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounting.documents.archive.zip_file import ZipWriter
from accounting.domain.parties import EntityKind
from accounting.domain.purchase import PurchasePayment
from accounting.domain.purchasing.settling import pay
from accounting.usecases.archive.archive_purchases import ArchivePurchases, archive_purchases
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from accounting.usecases.parties.find_supplier import find_supplier
from accounting.usecases.purchases.pay_purchase import PayPurchase, pay_purchase
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, GROUP, PURCHASE, SIREN, Office
from tests.accounting.purchases.buying import (
    CLOTH,
    DRAFT,
    OTHER_ACTIVITY,
    PNG,
    attached,
    balances,
    drafted,
    field,
    heard,
    letters,
    recorded,
    slug,
)


async def test_cae_09_lines_are_posted_and_only_those_that_count_lower_the_contribution(office: Office) -> None:
    await office.issued()
    purchase = await recorded(office, stated_total="396.03")
    assert (purchase["status"], purchase["rounding"], purchase["left"]) == ("RECORDED", "0.03", "396.03")
    found = await balances(office, "601", "6241", "658", "44566", "401")
    assert found == {
        ("601", "A001"): 30_000,
        ("6241", "A001"): 3_000,
        ("658", "A001"): 3,
        ("44566", "A001"): 6_600,
        ("401", "A001"): -39_603,
    }
    balance = await office.done("GET", f"activities/{ACTIVITY}/balance")
    assert (balance["purchases"], balance["contribution"]) == ("300.00", "70.00")


async def test_supplier_and_member_are_paid_apart_and_lettered_apart(office: Office) -> None:
    purchase = await recorded(office, member={"person_id": "p1", "percent": "25"})
    path = f"purchases/{purchase['id']}"
    assert (purchase["supplier_part"], purchase["member"]["amount"]) == ("297.00", "99.00")
    over = await office.ask("POST", f"{path}/payments", {"paid_on": "2026-12-01", "amount": "297.01"})
    assert field(over) == (422, "amount")
    first = {"paid_on": "2026-12-01", "amount": "100.00", "payment_id": "y1"}
    for _ in range(2):
        partly = await office.done("POST", f"{path}/payments", first)
    assert (partly["status"], partly["left"], len(partly["payments"])) == ("PARTIALLY_PAID", "197.00", 1)
    other = await office.ask("POST", f"{path}/payments", first | {"amount": "90.00"})
    assert slug(other) == (409, "payment-differs")
    back = await office.done("POST", f"{path}/payments", {"paid_on": "2026-12-01", "to": "member"})
    assert (back["status"], back["member"]["left"]) == ("PARTIALLY_PAID", "0.00")
    assert await letters(office, "467") == ["AAA", "AAA"]
    assert set(await letters(office, "401")) == {"-"}
    paid = await office.done("POST", f"{path}/payment", {"paid_on": "2026-12-01"})
    assert (paid["status"], paid["paid_on"]) == ("PAID", "2026-12-01")
    assert "-" not in await letters(office, "401")
    assert await balances(office, "401", "467", "512") == {
        ("401", "A001"): 0,
        ("467", "A001"): 0,
        ("512", "A001"): -39_600,
    }
    assert slug(await office.ask("POST", f"{path}/payment", {"paid_on": "2026-12-01"})) == (409, "purchase-paid")


async def test_the_member_has_the_account_of_their_expense_sheets(office: Office) -> None:
    body = {"activity_id": ACTIVITY, "month": "2026-11"}
    sheet = await office.done("POST", "expense-sheets", body, role="student")
    account = (await office.deps.expense_sheets.get(sheet["id"])).state.person_account
    purchase = await drafted(office, member={"person_id": "p1", "amount": "10.00"})
    member = (await office.deps.purchases.get(purchase["id"])).state.member
    assert member is not None
    assert (member.account, member.payable_account) == (account, "467")


async def test_two_activities_share_a_purchase_its_payment_and_its_contribution(office: Office) -> None:
    shared = [{"activity_id": OTHER_ACTIVITY, "percent": "33.33"}]
    purchase = await recorded(office, shared_with=shared, lines=[CLOTH])
    await office.done("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"})
    found = await balances(office, "601", "44566", "401", "512")
    assert found == {
        ("601", "A001"): 20_001,
        ("601", "A002"): 9_999,
        ("44566", "A001"): 4_000,
        ("44566", "A002"): 2_000,
        ("401", "A001"): 0,
        ("401", "A002"): 0,
        ("512", "A001"): -24_001,
        ("512", "A002"): -11_999,
    }
    for activity, cents in ((ACTIVITY, 20_001), (OTHER_ACTIVITY, 9_999)):
        assert (await office.deps.activities.get(activity)).state.purchases_cents == cents
    foreign = await office.ask(
        "POST", "purchases/drafts", DRAFT | {"supplier_reference": "T-18", "shared_with": shared}, role="student"
    )
    assert foreign.status_code == 404


async def test_a_credit_note_takes_back_its_invoice_and_its_money_comes_in(office: Office) -> None:
    await office.issued()
    invoice = await recorded(office)
    too_much = DRAFT | {
        "kind": "credit_note",
        "original_id": invoice["id"],
        "supplier_reference": "A-1",
        "lines": [CLOTH | {"total_excluding_vat": "400.00"}],
    }
    assert field(await office.ask("POST", "purchases/drafts", too_much)) == (422, "lines")
    credit = await recorded(office, **(too_much | {"lines": [CLOTH | {"total_excluding_vat": "100.00"}]}))
    assert (await office.deps.activities.get(ACTIVITY)).state.purchases_cents == 20_000
    assert (await office.done("GET", f"activities/{ACTIVITY}/balance"))["contribution"] == "80.00"
    rest = too_much | {"supplier_reference": "A-2", "lines": [CLOTH | {"total_excluding_vat": "231.00"}]}
    assert field(await office.ask("POST", "purchases/drafts", rest)) == (422, "lines")
    paid = await office.done("POST", f"purchases/{credit['id']}/payment", {"paid_on": "2026-12-01"})
    assert paid["status"] == "PAID"
    assert await balances(office, "601", "401", "512") == {
        ("601", "A001"): 20_000,
        ("401", "A001"): -39_600,
        ("512", "A001"): 12_000,
    }
    refused = await office.ask("POST", f"purchases/{invoice['id']}/cancellation", {"reason": "faux"})
    assert slug(refused) == (409, "purchase-credited")


async def test_acc_03_a_purchase_is_cancelled_by_a_counter_entry_and_may_be_recorded_again(office: Office) -> None:
    await office.issued()
    purchase = await recorded(office)
    path = f"purchases/{purchase['id']}"
    assert slug(await office.ask("PUT", path, {k: v for k, v in DRAFT.items() if k != "activity_id"})) == (
        409,
        "acc-03-purchase-not-draft",
    )
    assert field(await office.ask("POST", f"{path}/cancellation", {"reason": " "})) == (422, "reason")
    for _ in range(2):
        cancelled = await office.done("POST", f"{path}/cancellation", {"reason": "saisi deux fois"})
    await heard(office, purchase["id"], "accounting.purchase_cancelled.v1")
    assert (cancelled["status"], cancelled["cancelled_on"]) == ("CANCELLED", "2026-12-01")
    assert set((await balances(office, "601", "6241", "44566", "401")).values()) == {0}
    assert await letters(office, "401") == ["AAA", "AAA"]
    assert (await office.done("GET", f"activities/{ACTIVITY}/balance"))["contribution"] == "100.00"
    again = await recorded(office)
    assert again["id"] != purchase["id"]
    await office.done("POST", f"purchases/{again['id']}/payment", {"paid_on": "2026-12-01"})
    refused = await office.ask("POST", f"purchases/{again['id']}/cancellation", {"reason": "trop tard"})
    assert slug(refused) == (409, "purchase-not-cancellable")


async def test_the_same_reference_is_there_once_until_its_draft_is_put_away(office: Office) -> None:
    first = await drafted(office)
    twice = await office.ask("POST", "purchases/drafts", DRAFT | {"supplier_name": " TISSUS  exemple "})
    assert slug(twice) == (409, "purchase-recorded")
    assert first["id"] in twice.json()["detail"]
    assert slug(await office.ask("POST", "purchases", PURCHASE)) == (409, "purchase-recorded")
    other = await drafted(office, supplier_reference="T-18")
    edited = {k: v for k, v in DRAFT.items() if k != "activity_id"}
    assert slug(await office.ask("PUT", f"purchases/{other['id']}", edited)) == (409, "purchase-recorded")
    await office.done("DELETE", f"purchases/{first['id']}")
    assert (await office.done("PUT", f"purchases/{other['id']}", edited))["supplier_reference"] == "T-17"


async def test_a_draft_by_name_finds_or_makes_the_suppliers_record(office: Office) -> None:
    old = await office.bought()
    first = await drafted(office, supplier_reference="T-18")
    second = await drafted(office, supplier_reference="T-19", supplier_name="TISSUS exemple")
    assert first["supplier_id"] == second["supplier_id"]
    assert {one["supplier_account"] for one in (old, first, second)} == {"F00001"}
    found = await find_supplier(first["supplier_id"], SIREN, GROUP, office.deps)
    assert (found.state.name, found.state.group_id) == ("Tissus Exemple", GROUP)
    assert first["due_on"] == "2026-12-20"
    nobody = {k: v for k, v in DRAFT.items() if k != "supplier_name"}
    assert field(await office.ask("POST", "purchases/drafts", nobody)) == (422, "supplier_id")


UNRATED = {name: value for name, value in CLOTH.items() if name != "vat_rate"}
WRONG: list[tuple[dict[str, Any], str | None]] = [
    ({"invoiced_on": "1999-12-31"}, "invoiced_on"),
    ({"invoiced_on": "2026-12-02"}, "invoiced_on"),
    ({"lines": [CLOTH | {"total_excluding_vat": "-1.00", "vat": "0.00"}]}, "lines.0.total_excluding_vat"),
    ({"lines": [UNRATED | {"vat": "301.00"}]}, "lines.0.vat"),
    ({"lines": [CLOTH | {"account": "701"}]}, "lines.0.account"),
    ({"lines": []}, "lines"),
    ({"stated_total": "396.06"}, "stated_total"),
    ({"member": {"person_id": "p9", "percent": "10"}}, "member.person_id"),
    ({"shared_with": [{"activity_id": "nowhere", "percent": "10"}]}, None),
    ({"order_id": "nowhere"}, "order_id"),
    ({"kind": "credit_note", "original_id": "nowhere"}, "original_id"),
]


@pytest.mark.parametrize(("changes", "wanted"), WRONG)
async def test_what_cannot_be_written_is_named_and_nothing_is_kept(
    office: Office, changes: dict[str, object], wanted: str | None
) -> None:
    answer = await office.ask("POST", "purchases/drafts", DRAFT | changes)
    if wanted is None:
        assert answer.status_code == 404
    else:
        assert field(answer) == (422, wanted)
    assert await office.deps.purchases.count() == 0
    if wanted != "original_id":
        assert await office.deps.suppliers.count() == 0


async def test_a_payment_that_a_crash_left_without_its_entry_is_posted_by_the_job(office: Office) -> None:
    purchase = await recorded(office)
    payment = PurchasePayment("y1", office.deps.clock.today(), 39_600)
    await office.deps.purchases.change(
        purchase["id"], lambda one: Change(pay(one, payment, payment.paid_on)), fresh_cause("crash")
    )
    for _ in range(2):
        await post_missing_entries(office.deps)
    assert await balances(office, "401", "512") == {("401", "A001"): 0, ("512", "A001"): -39_600}
    assert not (await office.deps.purchases.get(purchase["id"])).state.payment_to_post


async def test_a_payment_with_an_id_is_made_once_also_when_all_is_paid(office: Office) -> None:
    purchase = await recorded(office)
    today = office.deps.clock.today()
    for _ in range(2):
        order = PayPurchase(purchase["id"], today, payment_id="sepa-1")
        paid = await pay_purchase(order, office.deps, fresh_cause("payment-orders"))
    assert [(one.id, one.amount_cents) for one in paid.state.payments] == [("sepa-1", 39_600)]
    assert (await balances(office, "512"))["512", "A001"] == -39_600


async def test_a_buyer_without_a_vat_number_recovers_none(office: Office) -> None:
    association: dict[str, Any] = {
        "kind": EntityKind.ASSOCIATION,
        "share_capital_cents": 0,
        "vat_number": "",
        "vat_on_debits": False,
    }
    await office.deps.legal_entities.change(SIREN, lambda one: Change(replace(one, **association)), fresh_cause("test"))
    await recorded(office, lines=[CLOTH])
    assert await balances(office, "601", "44566") == {("601", "A001"): 36_000}


async def test_acc_10_the_archive_has_the_purchases_of_the_year_and_their_papers(office: Office) -> None:
    purchase = await recorded(office)
    await drafted(office, supplier_reference="T-18")
    assert (await attached(office, purchase["id"])).is_success
    stream = io.BytesIO()
    with ZipWriter(stream) as archive:
        year = ArchivePurchases(SIREN, date(2026, 9, 1), date(2027, 8, 31), archive)
        assert await archive_purchases(year, office.deps) == 1
    with zipfile.ZipFile(stream) as file:
        [name] = [one for one in file.namelist() if one.startswith("achats/")]
        assert file.read(name) == PNG
        [line] = file.read("achats.jsonl").splitlines()
    assert json.loads(line)["supplier_reference"] == "T-17"
