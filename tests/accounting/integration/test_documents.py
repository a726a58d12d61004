"""From a quote to money in the bank, and what each step posts."""

import asyncio

from accounting.domain.invoice import InvoiceStatus, IssueOrder, Means, Payment, due_date, pay, start_issue
from accounting.usecases.invoices.complete_issues import complete_issues
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, LINE, PURCHASE, SIREN, Office
from tests.accounting.quotes.offers import signed


async def test_from_a_quote_to_money_in_the_bank(office: Office) -> None:
    quote = await signed(office)
    draft = await office.done("POST", f"quotes/{quote['id']}/invoice", role="student")
    again = await office.ask("POST", f"quotes/{quote['id']}/invoice", role="student")
    assert (draft["status"], draft["number"], draft["total_including_vat"]) == ("DRAFT", None, "1200.00")
    assert again.status_code == 409
    path = f"invoices/{draft['id']}"
    assert (await office.done("POST", f"{path}/submission", role="student"))["status"] == "SUBMITTED"
    issued = await office.done("POST", f"{path}/issue", {"service_on": "2026-12-01"})
    assert (issued["status"], issued["number"], issued["due_on"]) == ("ISSUED", "2026-000001", "2026-12-31")
    await office.hear((await office.deps.invoices.get(draft["id"])).document, "accounting.invoice_issued.v1")
    assert (await office.pay(issued, "200.00")).json()["status"] == "PARTIALLY_PAID"
    assert (await office.pay(issued, "1000.00")).json()["status"] == "PAID"
    sale, contribution = ("VE-000001", "sale"), ("OD-000001", "contribution")
    assert await office.ledger() == [("BQ-000001", "payment"), ("BQ-000002", "payment"), contribution, sale]
    balance = await office.done("GET", f"activities/{ACTIVITY}/balance")
    assert (balance["turnover"], balance["contribution"]) == ("1000.00", "100.00")
    assert (balance["treasury"], balance["receivables"]) == ("1200.00", "0.00")


async def test_a_purchase_lowers_the_contribution_and_the_trial_balance_balances(office: Office) -> None:
    await office.issued()
    purchase = await office.bought()
    await office.done("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"})
    balance = await office.done("GET", f"activities/{ACTIVITY}/balance")
    assert (balance["purchases"], balance["margin"], balance["contribution"]) == ("300.00", "700.00", "70.00")
    trial = await office.done("GET", f"legal-entities/{SIREN}/trial-balance?year=2027")
    by_account = {one["account"]: one["balance"] for one in trial["lines"]}
    assert trial["debit"] == trial["credit"] != "0.00"
    assert (by_account["181000"], by_account["186000"], by_account["187000"]) == ("0.00", "70.00", "-70.00")
    assert (by_account["401000"], by_account["601000"], by_account["512000"]) == ("0.00", "300.00", "-360.00")


async def test_the_same_invoice_of_a_supplier_is_recorded_once(office: Office) -> None:
    await office.bought()
    body = {"supplier_name": "TISSUS  exemple"}
    assert (await office.ask("POST", "purchases", PURCHASE | body)).status_code == 409
    assert (await office.ask("POST", "purchases", PURCHASE | {"supplier_reference": "T-18"})).status_code == 201


async def test_inv_02_twenty_issues_at_once_leave_no_gap(office: Office) -> None:
    ids = await asyncio.gather(*(office.submitted() for _ in range(20)))
    answers = await asyncio.gather(
        *(office.done("POST", f"invoices/{id_}/issue", {"service_on": "2026-12-01"}) for id_ in ids)
    )
    assert sorted(one["number"] for one in answers) == [f"2026-{number:06d}" for number in range(1, 21)]


async def test_acc_04_entries_posted_at_once_are_numbered_without_a_gap(office: Office) -> None:
    ids = await asyncio.gather(*(office.submitted() for _ in range(8)))
    for id_ in ids:
        await office.done("POST", f"invoices/{id_}/issue", {"service_on": "2026-12-01"})
    stored = [await office.deps.invoices.get(id_) for id_ in ids]
    await asyncio.gather(*(office.hear(one.document, "accounting.invoice_issued.v1") for one in stored * 2))
    numbers = [number for number, _ in await office.ledger()]
    assert numbers == [f"{journal}-{number:06d}" for journal in ("OD", "VE") for number in range(1, 9)]


async def test_a_repeated_invoice_issued_posts_nothing_twice(office: Office) -> None:
    invoice = await office.issued()
    stored = await office.deps.invoices.get(invoice["id"])
    before = await office.ledger()
    await office.hear(stored.document, "accounting.invoice_issued.v1")
    [item] = [one for one in stored.document["outbox"] if one["envelope"]["type"] == "accounting.invoice_issued.v1"]
    await office.receive("accounting.invoice_issued.v1", item["envelope"]["data"], source="/coopilote/accounting")
    assert await office.ledger() == before
    assert (await office.deps.activities.get(ACTIVITY)).state.contribution_cents == 10_000


async def test_another_partners_invoice_is_not_ours_to_post(office: Office) -> None:
    stored = await office.deps.invoices.get((await office.issued())["id"])
    data = stored.document["outbox"][-1]["envelope"]["data"] | {"invoice_id": "elsewhere"}
    await office.receive("accounting.invoice_issued.v1", data, source="/other/accounting")
    assert len(await office.ledger()) == 2


async def test_an_issue_that_a_crash_cut_off_is_completed(office: Office) -> None:
    id_ = await office.submitted()
    await _cut_off(office, id_)
    await complete_issues(office.deps)
    await complete_issues(office.deps)
    found = await office.done("GET", f"invoices/{id_}")
    assert (found["status"], found["number"]) == (InvoiceStatus.ISSUED, "2026-000001")


async def test_a_payment_without_its_entry_is_posted_by_the_job(office: Office) -> None:
    invoice = await office.issued()
    payment = Payment("y1", office.deps.clock.today(), 120_000, Means.TRANSFER)
    await office.deps.invoices.change(
        invoice["id"], lambda one: Change(pay(one, payment, payment.paid_on)), fresh_cause("crash")
    )
    await post_missing_entries(office.deps)
    await post_missing_entries(office.deps)
    assert [source for _, source in await office.ledger()].count("payment") == 1
    assert not (await office.deps.invoices.get(invoice["id"])).state.payments_to_post


async def test_the_pdf_of_a_draft_and_of_an_invoice(office: Office) -> None:
    draft, issued = await office.submitted(), await office.issued()
    for id_, name in ((draft, "projet.pdf"), (issued["id"], "2026-000001.pdf")):
        answer = await office.ask("GET", f"invoices/{id_}/pdf", role="student")
        assert answer.content.startswith(b"%PDF")
        assert name in answer.headers["Content-Disposition"]


async def test_an_invoice_that_was_handed_back_can_be_changed(office: Office) -> None:
    id_ = await office.submitted()
    returned = await office.done("POST", f"invoices/{id_}/return")
    changed = {"customer_id": returned["customer_id"], "lines": [LINE | {"quantity": "1"}]}
    assert (await office.done("PUT", f"invoices/{id_}", changed, role="student"))["total_including_vat"] == "120.00"


async def _cut_off(office: Office, invoice_id: str) -> None:
    """Leave the invoice as a process does that dies before the number is reserved."""
    stored = await office.deps.invoices.get(invoice_id)
    today = office.deps.clock.today()
    order = IssueOrder(
        today,
        today,
        due_date(today, None),
        (await office.deps.legal_entities.get(SIREN)).state,
        (await office.deps.customers.get(stored.state.customer_id)).state,
        None,
    )
    await office.deps.invoices.change(invoice_id, lambda one: Change(start_issue(one, order)), fresh_cause("crash"))
