"""Credit notes on deposits, and what waits on 4458 and 411 once everything is settled: nothing is left on a waiting account."""

from dataclasses import replace

from accounting.domain.invoice import Invoice, InvoiceStatus
from accounting.usecases.invoices.complete_issues import complete_issues
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ENTITY, LINE, SIREN, Office
from tests.accounting.invoices.documents import ISSUE, SERVICE, balances, credited, read
from tests.accounting.quotes.offers import PLAN, invoiced, issued, signed


async def test_a_credit_note_on_a_deposit_takes_it_off_4191_and_not_off_sales(office: Office) -> None:
    quote = await signed(office, plan=PLAN)
    deposit = await issued(office, quote)
    assert (await balances(office))["419100"] == "-300.00"
    await credited(office, deposit)
    moved = await balances(office)
    assert (moved["419100"], moved["411000"], moved["445800"]) == ("0.00", "0.00", "0.00")
    assert not {"701000", "445710"} & set(moved), "nothing was sold, and nothing was paid"
    await issued(office, quote)
    assert (await balances(office))["701000"] == "-1000.00"


async def test_inv_07_a_deposit_that_the_final_invoice_took_off_is_credited_with_that_one(office: Office) -> None:
    """INV-07: twice taken off, 4191 would be owed to us; the draft waits until the final invoice is credited, for ever."""
    quote = await signed(office, plan=PLAN)
    deposit, final = await issued(office, quote), await issued(office, quote)
    note = await office.done("POST", f"invoices/{deposit['id']}/credit-notes", {"reason": "Retour"}, role="student")
    await office.done("POST", f"invoices/{note['id']}/submission", role="student")
    answer = await office.ask("POST", f"invoices/{note['id']}/issue", ISSUE)
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "inv-07-deposit-taken-off")
    assert final["number"] in answer.json()["detail"]
    assert (await read(office, note))["status"] == "SUBMITTED"


async def test_a_final_invoice_takes_off_what_its_deposit_is_when_it_is_issued(office: Office) -> None:
    """A deposit that is credited between the draft and the issue: another draft is needed."""
    quote = await signed(office, plan=PLAN)
    deposit = await issued(office, quote)
    final = await invoiced(office, quote)
    await office.done("POST", f"invoices/{final['id']}/submission", role="student")
    await credited(office, deposit)
    answer = await office.ask("POST", f"invoices/{final['id']}/issue", ISSUE)
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "deposit-changed")
    await office.done("POST", f"invoices/{final['id']}/withdrawal", role="student")
    await office.done("DELETE", f"invoices/{final['id']}", role="student")
    again = await issued(office, quote)
    assert (again["left"], again["deposits"]) == ("1200.00", [])
    assert (await balances(office))["419100"] == "0.00"


async def test_the_vat_of_services_is_due_when_a_credit_note_on_goods_leaves_nothing_to_pay(office: Office) -> None:
    """Goods 100.00 and services 100.00; half is paid, the goods are credited: 20.00 are due, not 10.00."""
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"vat_on_debits": False})
    goods = LINE | {"quantity": "1"}
    invoice = await office.issued(goods, SERVICE)
    await office.pay(invoice, "120.00")
    moved = await balances(office)
    assert (moved["445710"], moved["445800"]) == ("-30.00", "-10.00")
    await credited(office, invoice, goods)
    moved = await balances(office)
    assert (moved["445710"], moved["445800"], moved["411000"]) == ("-20.00", "0.00", "0.00")
    assert (await read(office, invoice))["status"] == "PAID"


async def test_what_is_given_back_for_a_paid_invoice_is_lettered_too(office: Office) -> None:
    invoice = await office.issued()
    await office.pay(invoice, "1200.00")
    note = await credited(office, invoice, LINE | {"quantity": "1"})
    await office.pay(note, "120.00")
    found = await office.done("GET", f"entries?siren={SIREN}&limit=50")
    letters = [line["letters"] for one in found["items"] for line in one["lines"] if line["account"] == "411000"]
    assert len(letters) == 4
    assert None not in letters


async def test_one_issue_that_goes_back_stops_no_other(office: Office) -> None:
    """INV-02: the place of a credit note was taken while its process was dead; the job completes the one behind it."""
    invoice = await office.issued()
    ids = []
    for _ in range(2):
        note = await office.done("POST", f"invoices/{invoice['id']}/credit-notes", {"reason": "Retour"}, role="student")
        await office.done("POST", f"invoices/{note['id']}/submission", role="student")
        ids.append(str(note["id"]))
    other = await office.submitted()
    deps = office.deps
    await office.done("POST", f"invoices/{ids[0]}/issue", ISSUE)
    order = (await deps.invoices.get(ids[0])).state.order

    def cut_off(one: Invoice) -> Change[Invoice]:
        return Change(replace(one, status=InvoiceStatus.ISSUING, order=order))

    for id_ in (ids[1], other):
        await deps.invoices.change(id_, cut_off, fresh_cause("crash"))
    await complete_issues(deps)
    assert (await read(office, {"id": ids[1]}))["status"] == "SUBMITTED"
    assert (await read(office, {"id": other}))["number"] == "2026-000003"
