"""Slips: a cheque in one slip only, deposited once, lettered; one that comes back is owed again."""

import asyncio
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from accounting.domain.payments.remittance import deposit
from accounting.usecases.payments.complete_payments import complete_payments
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, SIREN, Office
from tests.accounting.payments.desk import ACCOUNT, balance, lines, said, slug

PATH = f"legal-entities/{SIREN}/remittances"


async def cheque(office: Office, amount: str = "1200.00") -> dict[str, str]:
    """A cheque that paid an invoice."""
    invoice = await office.issued()
    body = {"paid_on": "2026-12-01", "amount": amount, "means": "cheque"}
    await office.done("POST", f"invoices/{invoice['id']}/payments", body)
    listed = (await office.ask("GET", f"legal-entities/{SIREN}/cheques")).json()
    found = next(one for one in listed if one["invoice_id"] == invoice["id"])
    assert (found["drawer"], found["amount"]) == ("Librairie Exemple", amount)
    return {"invoice_id": invoice["id"], "payment_id": found["payment_id"], "number": "0000042"}


async def slip(office: Office, *cheques: dict[str, str]) -> dict[str, Any]:
    """A slip of cheques."""
    return await office.done("POST", PATH, {"bank_account_id": ACCOUNT, "cheques": list(cheques)})


async def test_cheques_go_to_the_bank_once_and_are_lettered(office: Office) -> None:
    made = await slip(office, await cheque(office), await cheque(office))
    assert (await office.ask("GET", f"legal-entities/{SIREN}/cheques")).json() == []
    assert (made["reference"], made["status"], made["total"]) == ("RC-00001", "PREPARED", "2400.00")
    assert await balance(office, "5112") == 240000
    for _ in range(2):
        await office.done("POST", f"remittances/{made['id']}/deposit", {"deposited_on": "2026-12-01"})
    await complete_payments(office.deps)
    assert await lines(office, "remittance:") == [("remittance", "512", 240000), ("remittance", "5112", -240000)]
    assert (await balance(office, "5112"), await balance(office, "512")) == (0, 240000)
    letters = [
        record.state.letters.get(place)
        for record in await office.deps.ledger.all()
        if record.state.entry is not None
        for place, line in enumerate(record.state.entry.lines)
        if line.account == "5112"
    ]
    assert len(letters) == 3
    assert len({one.code for one in letters if one is not None}) == 1
    assert None not in letters
    late = await office.ask("POST", f"remittances/{made['id']}/cancellation", {"reason": "trop tard"})
    assert slug(late) == (409, "remittance-deposited")


async def test_a_cheque_is_in_one_slip_only_also_at_the_same_moment(office: Office) -> None:
    one = await cheque(office)
    body = {"bank_account_id": ACCOUNT, "cheques": [one]}
    answers = await asyncio.gather(*(office.ask("POST", PATH, body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    winner = next(answer.json() for answer in answers if answer.status_code == 201)
    again = await office.ask("POST", PATH, body)
    assert slug(again) == (409, "cheque-in-remittance")
    assert winner["id"] in again.json()["detail"]
    await office.done("POST", f"remittances/{winner['id']}/cancellation", {"reason": "refait"})
    assert (await slip(office, one))["reference"] == "RC-00002"


async def test_a_deposit_that_a_crash_cut_off_is_posted_by_the_job(office: Office) -> None:
    made = await slip(office, await cheque(office))
    today = office.deps.clock.today()
    await office.deps.remittances.change(
        made["id"], lambda one: Change(deposit(one, today, today)), fresh_cause("test")
    )
    assert await lines(office, "remittance:") == []
    await complete_payments(office.deps)
    await complete_payments(office.deps)
    assert await balance(office, "5112") == 0
    assert (await office.deps.remittances.get(made["id"])).state.to_complete is False


async def test_a_cheque_that_comes_back_unpaid_is_owed_again_by_the_customer(office: Office) -> None:
    made = await slip(office, await cheque(office))
    path = f"remittances/{made['id']}"
    back = {"on": "2026-12-01", "reason": "défaut de provision"}
    assert slug(await office.ask("POST", f"{path}/items/1/return", back)) == (409, "remittance-step")
    await office.done("POST", f"{path}/deposit", {"deposited_on": "2026-12-01"})
    for _ in range(2):
        done = await office.done("POST", f"{path}/items/1/return", back)
    assert done["items"][0]["returned"] == back
    assert (await balance(office, "411"), await balance(office, "512")) == (120000, 0)
    assert set(said(await office.ask("POST", f"{path}/items/2/return", back))) == {"number"}


async def test_cash_of_an_activity_without_a_till_goes_to_the_bank(office: Office) -> None:
    body = {"bank_account_id": ACCOUNT, "cash": [{"activity_id": ACTIVITY, "amount": "150.00"}]}
    made = await office.done("POST", PATH, body)
    assert made["reference"] == "RE-00001"
    await office.done("POST", f"remittances/{made['id']}/deposit", {"deposited_on": "2026-12-01"})
    assert (await balance(office, "530"), await balance(office, "512")) == (-15000, 15000)
    zero = {"bank_account_id": ACCOUNT, "cash": [{"activity_id": ACTIVITY, "amount": "0.00"}]}
    assert set(said(await office.ask("POST", PATH, zero))) == {"cash.0.amount"}
    assert set(said(await office.ask("POST", PATH, {"bank_account_id": ACCOUNT}))) == {"cheques"}


async def test_what_was_paid_by_transfer_is_no_cheque_and_the_slip_is_printed_in_french(office: Office) -> None:
    invoice = await office.issued()
    assert (await office.pay(invoice, "1200.00")).is_success
    transfer = (await office.deps.invoices.get(invoice["id"])).state.payments[0]
    wrong = {"invoice_id": invoice["id"], "payment_id": transfer.id}
    answer = await office.ask("POST", PATH, {"bank_account_id": ACCOUNT, "cheques": [wrong]})
    assert set(said(answer)) == {"cheques.0.payment_id"}
    made = await slip(office, await cheque(office))
    printed = await office.ask("GET", f"remittances/{made['id']}/pdf", role="cae_officer")
    text = PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    assert "Remise de chèques RC-00001" in text
    assert "Librairie Exemple" in text
    assert "0000042" in text
    assert (
        await office.ask(
            "POST", f"remittances/{made['id']}/deposit", {"deposited_on": "2026-12-01"}, role="cae_officer"
        )
    ).status_code == 403
    assert (await office.ask("GET", f"remittances/{made['id']}", role="student")).status_code == 404
