"""Money twice, at once, of somebody else or without sense: it moves once, or not at all, and the books say so."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest

from essaim.kit.ids import derived_id
from tests.accounting.attacks.soundness import assert_sound, cents, settle
from tests.accounting.bank.files import MAPPING, csv_of
from tests.accounting.expenses.claims import TRAIN, begin
from tests.accounting.integration.office import ACTIVITY, CUSTOMER, ENTITY, LINE, SIREN, Office
from tests.accounting.payments.desk import ACCOUNT, DAY, item, order, owed, sent
from tests.accounting.payments.test_remittances import cheque
from tests.accounting.tills.stall import Stall, new_till, paid, sold

TODAY = "2026-12-01"
OTHER = "552100554"


def codes(answers: list[httpx.Response]) -> list[int]:
    """Statuses, sorted."""
    return sorted(one.status_code for one in answers)


async def test_the_same_payment_ten_times_at_once(office: Office) -> None:
    invoice = await office.issued()
    answers = await asyncio.gather(*(office.pay(invoice, "1200.00") for _ in range(10)))
    assert codes(answers) == [201, *[409] * 9]
    await assert_sound(office)
    assert (await cents(office, "411"), await cents(office, "512")) == (0, 120_000)


async def test_parts_at_once_never_add_up_to_more_than_the_invoice(office: Office) -> None:
    invoice = await office.issued()
    answers = await asyncio.gather(*(office.pay(invoice, "500.00") for _ in range(5)))
    assert codes(answers) == [201, 201, 422, 422, 422]
    await assert_sound(office)
    assert (await cents(office, "411"), await cents(office, "512")) == (20_000, 100_000)


async def test_two_credit_notes_and_a_payment_at_once(office: Office) -> None:
    """The invoice is credited once; what was paid as well is owed back, and nothing is counted twice."""
    invoice, notes = await office.issued(), []
    for _ in range(2):
        path = f"invoices/{invoice['id']}/credit-notes"
        notes.append((await office.done("POST", path, {"reason": "Retour"}, role="student"))["id"])
        await office.done("POST", f"invoices/{notes[-1]}/submission", role="student")
    issue = {"service_on": TODAY}
    answers = await asyncio.gather(
        office.pay(invoice, "1200.00"), *(office.ask("POST", f"invoices/{note}/issue", issue) for note in notes)
    )
    assert sum(one.is_success for one in answers[1:]) <= 1
    assert {one.status_code for one in answers} <= {200, 201, 409, 422}
    await assert_sound(office)
    credited = sum(one.is_success for one in answers[1:])
    received = 120_000 if answers[0].is_success else 0
    assert await cents(office, "411") == 120_000 - 120_000 * credited - received


async def test_order_and_payment_and_bank_settle_one_purchase_once(office: Office) -> None:
    """Four ways at the same moment: 360,00 leave the books once, and the order says what it could not record."""
    purchase = await owed(office)
    await office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", MAPPING)
    statement = csv_of(("01/12/2026", "VIR", "-360,00"))
    path = f"/v1/bank-accounts/{ACCOUNT}/statement-imports"
    assert (await office.client.post(path, content=statement, headers=office.headers("accountant"))).is_success
    [movement] = (await office.done("GET", f"bank-accounts/{ACCOUNT}/movements"))["items"]
    ordered = await sent(office, item(purchase), execution_on=TODAY)
    answers = await asyncio.gather(
        office.ask("POST", f"payment-orders/{ordered}/execution", {"executed_on": TODAY}),
        office.ask("POST", f"purchases/{purchase}/payments", {"paid_on": TODAY, "amount": "360.00", "to": "supplier"}),
        office.ask("POST", f"purchases/{purchase}/payment", {"paid_on": TODAY}),
        office.ask("POST", f"bank-movements/{movement['id']}/match", {"items": [item(purchase)]}),
    )
    assert all(one.status_code < 500 for one in answers)
    await assert_sound(office)
    assert (await cents(office, "401"), await cents(office, "512")) == (0, -36_000)


async def test_a_document_is_in_one_order_also_at_the_same_moment(office: Office) -> None:
    purchase = await owed(office)
    answers = await asyncio.gather(*(order(office, item(purchase)) for _ in range(4)))
    assert codes(answers) == [201, 409, 409, 409]
    await assert_sound(office)


async def test_an_expense_is_paid_or_given_up_once(office: Office) -> None:
    claim = await begin(office)
    await claim.approved(TRAIN)
    payment = {"amount": "31.40", "means": "transfer", "paid_on": TODAY}
    words = {"amount": "31.40", "statement": "Je renonce au remboursement de 31,40 €."}
    answers = await asyncio.gather(
        *(claim.ask("POST", "payments", payment, "accountant") for _ in range(4)), claim.ask("POST", "waiver", words)
    )
    assert codes(answers) == [201, 409, 409, 409, 409]
    await assert_sound(office)
    assert await cents(office, "467") == 0


async def test_a_cheque_is_deposited_once_and_comes_back_once(office: Office) -> None:
    slip = {"bank_account_id": ACCOUNT, "cheques": [await cheque(office)]}
    path = f"legal-entities/{SIREN}/remittances"
    made = await asyncio.gather(*(office.ask("POST", path, slip) for _ in range(4)))
    assert codes(made) == [201, 409, 409, 409]
    [id_] = [one.json()["id"] for one in made if one.is_success]
    for step, body in (("deposit", {"deposited_on": TODAY}), ("items/1/return", {"on": TODAY, "reason": "impayé"})):
        await asyncio.gather(*(office.ask("POST", f"remittances/{id_}/{step}", body) for _ in range(3)))
    await assert_sound(office)
    assert (await cents(office, "512"), await cents(office, "511"), await cents(office, "411")) == (0, 0, 120_000)


async def test_a_till_gives_back_no_more_than_it_sold(office: Office) -> None:
    stall = await new_till(office)
    await stall.open()
    sale = await stall.sell(*sold("SAC", "2"), pay=paid("36.00"))
    path = f"/sales/{sale['id']}/refunds"
    wrong: list[dict[str, Any]] = [
        {"lines": [{"line": 0, "quantity": "3"}], "payments": paid("54.00")},
        {"lines": [{"line": 0, "quantity": "-1"}], "payments": paid("-18.00")},
        {"lines": [{"line": 0, "quantity": "1"}, {"line": 0, "quantity": "1"}], "payments": paid("36.00")},
        {"lines": [{"line": 9, "quantity": "1"}], "payments": paid("18.00")},
        {"payments": paid("36.01")},
    ]
    for body in wrong:
        assert (await stall.ask("POST", path, body | {"reason": "x"})).status_code == 422, body
    whole = {"payments": paid("36.00"), "reason": "Retour"}
    answers = await asyncio.gather(*(stall.ask("POST", path, whole) for _ in range(5)))
    assert codes(answers) == [201, 409, 409, 409, 409]
    await _same_sale(stall)
    await assert_sound(office)


async def _same_sale(stall: Stall) -> None:
    body = {"lines": sold(), "payments": paid("18.00"), "sale_id": "sale-1"}
    again = await asyncio.gather(*(stall.ask("POST", "/sales", body) for _ in range(5)))
    assert len({one.json()["id"] for one in again}) == 1
    other = await stall.ask("POST", "/sales", body | {"payments": paid("18.00", "card")})
    assert other.status_code == 409


async def test_a_key_is_for_one_request(office: Office) -> None:
    """Five at once with the same key pay once; another body under it is refused; a stale or strange version too."""
    invoice = await office.issued()
    path, body = f"/v1/invoices/{invoice['id']}/payments", {"paid_on": TODAY, "amount": "100.00", "means": "transfer"}
    headers = office.headers("accountant") | {"Idempotency-Key": "key-number-0001"}
    answers = await asyncio.gather(*(office.client.post(path, json=body, headers=headers) for _ in range(5)))
    assert {one.status_code for one in answers} <= {201, 409}
    assert (await office.client.post(path, json=body, headers=headers)).headers["Idempotency-Replayed"] == "true"
    other = await office.client.post(path, json=body | {"amount": "200.00"}, headers=headers)
    assert (other.status_code, "idempotency-key-reused" in other.text) == (422, True)
    for tag, status in (('"1"', 412), ("1", 422), ('"x"', 422), ('"' + "9" * 30 + '"', 422)):
        answer = await office.client.post(path, json=body, headers=office.headers("accountant") | {"If-Match": tag})
        # A route that takes no version ignores one that is right in form; it never fails on it.
        assert answer.status_code in (status, 201), (tag, answer.text)
    await assert_sound(office)


@pytest.mark.parametrize(
    "amount", ["1e30", "NaN", "Infinity", "１２.00", "0.005", "-1.00", "1,00", "9" * 40, " 1.00", "+1.00"]
)
async def test_amounts_that_are_none(office: Office, amount: str) -> None:
    """422 with the field wherever money is said; nothing is written."""
    invoice, purchase = await office.issued(), await owed(office)
    before = [(one.id, one.version) for one in await office.deps.ledger.all()]
    for path, body in (
        (f"invoices/{invoice['id']}/payments", {"paid_on": TODAY, "means": "transfer"}),
        (f"purchases/{purchase}/payments", {"paid_on": TODAY, "to": "supplier"}),
    ):
        answer = await office.ask("POST", path, body | {"amount": amount})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "amount")
    await settle(office)
    assert [(one.id, one.version) for one in await office.deps.ledger.all()] == before


async def test_things_of_other_groups_and_other_books_are_not_mixed_in(office: Office) -> None:
    """Customers and suppliers of others, bank accounts, activities and entries of another legal entity."""
    settings = office.deps.settings.model_copy(update={"legal_entities": ()})
    office.app.state.deps = replace(office.deps, settings=settings)
    vat = f"FR{(12 + 3 * (int(OTHER) % 97)) % 97:02d}{OTHER}"
    await office.done("PUT", f"legal-entities/{OTHER}", ENTITY | {"vat_number": vat})
    await office.start(group_id="g9", group_code="AILLEURS", person_ids=["p9"], legal_entity_siren=OTHER)
    abroad = {"name": "Ailleurs", "iban": "FR7630006000010000000005584", "ledger_account": "512"}
    await office.done("PUT", f"legal-entities/{OTHER}/bank-accounts/ailleurs", abroad)
    theirs: dict[str, Any] = {"role": "student", "groups": ["g3"], "sub": "p7"}
    customer = (await office.ask("POST", "customers", CUSTOMER | {"name": "Client de g3"}, **theirs)).json()["id"]
    suppliers = [
        (await office.done("POST", "suppliers", {"name": "Autre"} | where))["id"]
        for where in ({"legal_entity": OTHER}, {"legal_entity": SIREN, "group_id": "g3"})
    ]
    sale = {"activity_id": ACTIVITY, "customer_id": customer, "lines": [LINE]}
    tries: list[tuple[str, dict[str, Any]]] = [
        ("invoices", sale),
        ("quotes", sale | {"valid_until": "2026-12-31"}),
        ("recurring-invoices", sale | {"every": "month", "first_on": "2026-12-15"}),
    ]
    line = {"label": "Toile", "account": "601", "total_excluding_vat": "3.00", "vat_rate": "20"}
    for supplier in suppliers:
        bought = {"activity_id": ACTIVITY, "supplier_id": supplier, "supplier_reference": "T-1"}
        tries.append(("purchases/drafts", bought | {"invoiced_on": "2026-11-20", "lines": [line]}))
    foreign = derived_id("g9", "activity")
    mixed = {"activity_id": ACTIVITY, "supplier_name": "S", "supplier_reference": "T-2", "invoiced_on": "2026-11-20"}
    shared = {"shared_with": [{"activity_id": foreign, "percent": "50"}]}
    tries.append(("purchases/drafts", mixed | shared | {"lines": [line]}))
    purchase = await owed(office)
    wrong = {"bank_account_id": "ailleurs", "execution_on": DAY, "items": [item(purchase)]}
    tries += [(f"legal-entities/{siren}/payment-orders", wrong) for siren in (SIREN, OTHER)]
    for path, body in tries:
        for role in ("student", "accountant"):
            answer = await office.ask("POST", path, body, role=role)
            assert answer.status_code in (403, 404, 409, 422), (path, role, answer.text[:300])
            assert "Extra inputs" not in answer.text, answer.text
            assert "Client de g3" not in answer.text
    assert await office.deps.quotes.count() + await office.deps.payment_orders.count() == 0
    await assert_sound(office)
