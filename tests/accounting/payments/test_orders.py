"""Payment orders: a document in one living order only, approved, executed once, and opened again when the bank gives it back."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from accounting.domain.payments.order import OrderStatus, PaymentOrder
from accounting.domain.payments.order_life import execute as executed
from accounting.usecases.payments.complete_payments import complete_payments
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.bank.files import MAPPING, csv_of
from tests.accounting.expenses.claims import TRAIN, begin
from tests.accounting.integration.office import SIREN, Office, open_office
from tests.accounting.integration.sharing import closed, earn
from tests.accounting.payments.desk import (
    ACCOUNT,
    DEBTOR,
    balance,
    details,
    execute,
    iban,
    item,
    lines,
    order,
    ordered,
    owed,
    said,
    sent,
    set_up,
    slug,
)

PAYABLES = f"legal-entities/{SIREN}/payables"


async def test_what_can_be_paid_is_listed_with_the_reason_why_something_cannot(office: Office) -> None:
    await owed(office, 1)
    await owed(office, 2, confirmed=False)
    await office.bought(supplier_name="Sans compte", supplier_reference="F-003")
    found = await office.done("GET", PAYABLES)
    assert {one["reference"]: one["obstacle"] for one in found["items"]} == {
        "F-001": None,
        "F-002": "iban-unconfirmed",
        "F-003": "no-supplier",
    }
    assert found["total"] == "360.00"
    assert iban(1) in str(found)
    seen = await office.ask("GET", PAYABLES, role="cae_officer")
    assert iban(1) not in seen.text
    assert (await office.ask("GET", PAYABLES, role="student")).status_code == 404


async def test_an_order_for_an_unconfirmed_iban_is_refused(office: Office) -> None:
    answer = await order(office, item(await owed(office, confirmed=False)))
    assert slug(answer) == (409, "payment-iban-unconfirmed")
    assert await office.deps.payment_orders.count() == 0


async def test_an_amount_above_what_is_left_names_its_item(office: Office) -> None:
    one, two = await owed(office, 1), await owed(office, 2)
    answer = await order(office, item(one), item(two, amount="360.01"))
    assert said(answer)["items.1.amount"][1] == "0.01 to 360.00"
    assert set(said(await order(office, item(one), item(one)))) == {"items.1.id"}
    assert set(said(await order(office, item("nothing")))) == {"items.0.id"}
    assert set(said(await order(office, item(one), execution_on="2026-12-06"))) == {"execution_on"}
    assert set(said(await order(office, item(one), bank_account_id=None, debtor_iban=iban(7)))) == {"debtor_iban"}
    assert (await order(office, item(one), bank_account_id=None, debtor_iban=DEBTOR)).status_code == 201


async def test_a_document_in_a_living_order_is_refused_to_another_one_which_is_named(office: Office) -> None:
    one, two = await owed(office, 1), await owed(office, 2)
    first = await ordered(office, item(one))
    again = await order(office, item(two), item(one))
    assert slug(again) == (409, "payable-in-order")
    assert first in again.json()["detail"]
    await office.done("POST", f"payment-orders/{first}/cancellation", {"reason": "erreur"})
    assert (await order(office, item(two), item(one))).status_code == 201


async def test_of_orders_made_at_the_same_moment_one_gets_the_document(office: Office) -> None:
    one, two = await owed(office, 1), await owed(office, 2)
    wanted = ((item(one), item(two)), (item(two), item(one)), (item(one),), (item(two),))
    answers = await asyncio.gather(*(order(office, *items) for items in wanted))
    living = [one.state for one in await office.deps.payment_orders.all() if one.state.status is OrderStatus.DRAFT]
    keys = [part.key for one in living for part in one.items]
    assert len(keys) == len(set(keys)) > 0
    assert sorted(one.status_code for one in answers)[0] == 201
    assert {slug(one) for one in answers if one.status_code != 201} == {(409, "payable-in-order")}


async def test_execution_pays_every_document_once_however_often_it_is_told(office: Office) -> None:
    one, two = await owed(office, 1), await owed(office, 2)
    id_ = await sent(office, item(one), item(two, amount="100.00"))
    done = await execute(office, id_)
    assert (done["status"], [part["status"] for part in done["items"]]) == ("EXECUTED", ["PAID", "PAID"])
    await execute(office, id_)
    await complete_payments(office.deps)
    assert [cents for _, account, cents in await lines(office, "payment:") if account == "512"] == [-36000, -10000]
    assert (await office.done("GET", f"purchases/{one}"))["status"] == "PAID"
    assert (await office.done("GET", f"purchases/{two}"))["status"] == "PARTIALLY_PAID"
    other = await office.ask("POST", f"payment-orders/{id_}/execution", {"executed_on": "2026-11-30"})
    assert slug(other) == (409, "payment-order-executed")
    late = await office.ask("POST", f"payment-orders/{id_}/cancellation", {"reason": "trop tard"})
    assert slug(late) == (409, "payment-order-step")


async def test_an_execution_that_a_crash_cut_off_is_completed_by_the_job(office: Office) -> None:
    id_ = await sent(office, item(await owed(office, 1)))
    today = office.deps.clock.today()
    cause = fresh_cause("test")
    await office.deps.payment_orders.change(id_, lambda one: Change(executed(one, today, today, None)), cause)
    assert await lines(office, "payment:") == []
    await complete_payments(office.deps)
    await complete_payments(office.deps)
    assert [cents for _, account, cents in await lines(office, "payment:") if account == "512"] == [-36000]
    state = (await office.deps.payment_orders.get(id_)).state
    assert (state.to_complete, state.items[0].status) == (False, "PAID")


async def test_money_that_came_back_opens_the_debt_again_and_it_is_paid_anew(office: Office) -> None:
    one = await owed(office, 1)
    id_ = await sent(office, item(one))
    await execute(office, id_)
    assert await balance(office, "401") == 0
    back = {"code": "AC04", "on": "2026-12-01"}
    for _ in range(2):
        done = await office.done("POST", f"payment-orders/{id_}/items/1/rejection", back)
    assert done["items"][0]["rejection"] == {"code": "AC04", "on": "2026-12-01", "was_paid": True}
    assert (await office.done("GET", f"purchases/{one}"))["status"] == "RECORDED"
    assert await lines(office, "payment-returned:") == [
        ("payment-returned", "401", -36000),
        ("payment-returned", "512", 36000),
    ]
    entry = await office.deps.ledger.find_one({"entry.journal": "BQ", "entry.number": 2})
    assert entry is not None
    assert "AC04" in entry.state.certain_entry.why.sentence
    paid = next(
        r.state
        for r in await office.deps.ledger.all()
        if (r.state.entry and r.state.entry.number == 1 and r.state.entry.journal == "BQ")
    )
    assert [one.code for one in paid.letters.values()] == [one.code for one in entry.state.letters.values()] != []
    again = await sent(office, item(one))
    await execute(office, again)
    assert (await balance(office, "401"), await balance(office, "512")) == (0, -36000)
    assert (await office.done("GET", f"purchases/{one}"))["status"] == "PAID"


async def test_an_item_that_the_bank_refuses_before_is_not_paid_and_is_free_at_once(office: Office) -> None:
    one, two = await owed(office, 1), await owed(office, 2)
    id_ = await sent(office, item(one), item(two))
    wrong = await office.ask("POST", f"payment-orders/{id_}/items/1/rejection", {"code": "ZZ99", "on": "2026-12-01"})
    assert "AC01" in said(wrong)["code"][1]
    await office.done("POST", f"payment-orders/{id_}/items/1/rejection", {"code": "AC01", "on": "2026-12-01"})
    assert (await order(office, item(one))).status_code == 201
    done = await execute(office, id_)
    assert [part["status"] for part in done["items"]] == ["REJECTED", "PAID"]
    assert await balance(office, "512") == -36000


async def test_an_iban_that_changed_since_the_order_was_made_stops_it(office: Office) -> None:
    one = await owed(office, 1)
    id_ = await ordered(office, item(one))
    found = (await office.done("GET", PAYABLES))["items"][0]
    assert (found["obstacle"], found["order_id"]) == ("in-order", id_)
    known = (await office.deps.suppliers.all())[0]
    body = {"name": known.state.name, "iban": iban(77)}
    await office.done("PUT", f"suppliers/{known.id}", body)
    refused = await office.ask("POST", f"payment-orders/{id_}/approval")
    assert slug(refused) == (409, "payment-iban-changed")


async def test_a_document_that_was_paid_elsewhere_is_not_approved(office: Office) -> None:
    one = await owed(office, 1)
    id_ = await ordered(office, item(one))
    await office.done("POST", f"purchases/{one}/payment", {"paid_on": "2026-12-01"})
    assert slug(await office.ask("POST", f"payment-orders/{id_}/approval")) == (409, "payable-paid")


async def test_roles_the_accountant_does_it_the_officer_reads_it(office: Office) -> None:
    id_ = await ordered(office, item(await owed(office, 1)))
    path = f"payment-orders/{id_}"
    read = await office.ask("GET", path, role="cae_officer")
    assert read.status_code == 200
    assert iban(1) not in read.text
    assert (await office.ask("GET", path)).json()["items"][0]["iban"] == iban(1)
    for step in ("approval", "sending"):
        assert (await office.ask("POST", f"{path}/{step}", role="cae_officer")).status_code == 403
    assert (await office.ask("GET", f"{path}/pain001", role="cae_officer")).status_code == 403
    for role in ("student", "coach"):
        assert (await office.ask("GET", path, role=role)).status_code == 404
    listed = await office.ask("GET", f"legal-entities/{SIREN}/payment-orders?status=DRAFT", role="cae_officer")
    assert [one["reference"] for one in listed.json()["items"]] == ["OV-00001"]


async def test_with_four_eyes_the_maker_does_not_approve(tmp_path: Path) -> None:
    async with open_office(tmp_path, payment_four_eyes=True) as office:
        await set_up(office)
        id_ = await ordered(office, item(await owed(office, 1)))
        path = f"payment-orders/{id_}/approval"
        assert slug(await office.ask("POST", path)) == (409, "payment-four-eyes")
        assert (await office.ask("POST", path, sub="somebody-else")).status_code == 200


async def test_expenses_and_shares_are_paid_by_the_same_order(office: Office) -> None:
    claim = await begin(office)
    await claim.approved(TRAIN)
    await earn(office)
    share = await closed(office)
    await office.done("POST", f"shares/{share['id']}/approval")
    part = item(f"{share['id']}:p1", "share")
    assert slug(await order(office, part)) == (409, "payment-no-iban")
    await details(office, "p1")
    await details(office, "p2", 901)
    parts = [part, item(f"{share['id']}:p2", "share"), item(claim.id, "expense_sheet")]
    id_ = await sent(office, *parts)
    done = await execute(office, id_)
    assert [one["status"] for one in done["items"]] == ["PAID"] * 3
    assert (await office.done("GET", "groups/g1/share"))["status"] == "RECORDED"
    assert (await claim.done("GET", ""))["status"] == "PAID"
    for number in (1, 3):
        path = f"payment-orders/{id_}/items/{number}/rejection"
        await office.done("POST", path, {"code": "MS03", "on": "2026-12-01"})
    assert (await office.done("GET", "groups/g1/share"))["status"] == "APPROVED"
    assert (await claim.done("GET", ""))["status"] == "APPROVED"
    again = await sent(office, part, item(claim.id, "expense_sheet"))
    await execute(office, again)
    assert (await office.done("GET", "groups/g1/share"))["status"] == "RECORDED"
    assert await balance(office, "468") == 0


@pytest.mark.parametrize("ledger_account", ["512", "512101"])
async def test_the_bank_statement_executes_a_batched_order(tmp_path: Path, ledger_account: str) -> None:
    async with open_office(tmp_path) as office:
        await set_up(office, ledger_account)
        id_ = await sent(office, item(await owed(office, 1)), item(await owed(office, 2)))
        await office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", MAPPING)
        content = csv_of(("01/12/2026", "VIR SEPA OV-00001", "-720,00"))
        headers = office.headers("accountant") | {"Content-Type": "application/octet-stream"}
        path = f"/v1/bank-accounts/{ACCOUNT}/statement-imports"
        imported = await office.client.post(path, content=content, headers=headers)
        assert imported.status_code == 201, imported.text
        movement = (await office.done("GET", f"bank-accounts/{ACCOUNT}/movements"))["items"][0]
        proposals = (await office.ask("GET", f"bank-accounts/{ACCOUNT}/movements/{movement['id']}/proposals")).json()
        assert [[one["kind"] for one in proposal["items"]] for proposal in proposals[:1]] == [["payment_order"]]
        body = {"items": [{"kind": "payment_order", "id": id_}]}
        await office.done("POST", f"bank-movements/{movement['id']}/match", body)
        done = await office.done("GET", f"payment-orders/{id_}")
        assert (done["status"], done["movement_id"]) == ("EXECUTED", movement["id"])
        assert (await balance(office, ledger_account), await balance(office, "401")) == (-72000, 0)
        await complete_payments(office.deps)
        assert await balance(office, ledger_account) == -72000
        reconciled = await office.done("GET", f"bank-accounts/{ACCOUNT}/reconciliation?on=2026-12-01")
        assert (reconciled["movements"], reconciled["lines"]) == ([], [])


async def test_by_hand_the_sum_goes_to_the_ledger_account_of_the_bank_and_comes_back_from_it(tmp_path: Path) -> None:
    async with open_office(tmp_path) as office:
        await set_up(office, "512101")
        id_ = await sent(office, item(await owed(office, 1)), item(await owed(office, 2)))
        await execute(office, id_)
        assert (await balance(office, "512101"), await balance(office, "512")) == (-72000, 0)
        path = f"payment-orders/{id_}/items/2/rejection"
        await office.done("POST", path, {"code": "AC01", "on": "2026-12-01"})
        await complete_payments(office.deps)
        assert (await balance(office, "512101"), await balance(office, "512")) == (-36000, 0)
        assert await balance(office, "401") == -36000


async def test_an_order_that_a_crash_left_without_its_documents_gets_them_or_is_cancelled(office: Office) -> None:
    one = await owed(office, 1)
    id_ = await ordered(office, item(one))
    cause = fresh_cause("test")

    def unprepared(order: PaymentOrder) -> Change[PaymentOrder]:
        return Change(replace(order, status=OrderStatus.PREPARING, number=0, to_complete=True))

    await office.deps.payment_orders.change(id_, unprepared, cause)
    late = replace((await office.deps.payment_orders.get(id_)).state, made_by="late")
    await office.deps.payment_orders.add("late", late, cause)
    await complete_payments(office.deps)
    states = [(await office.deps.payment_orders.get(one)).state for one in (id_, "late")]
    assert sorted(one.status for one in states) == [OrderStatus.CANCELLED, OrderStatus.DRAFT]
    assert [one.number for one in states if one.status is OrderStatus.DRAFT] == [1]
    assert not any(one.to_complete for one in states)
