"""Chapter 4, invoices: a deposit, the final invoice that takes it off, a credit note on a part of it, and one that waits.

Every issued invoice is kept as people read it and as Factur-X, and the data inside are read back and compared.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from essaim.cli.demo.figures import Item, Total, percent_of, sold, taxed
from essaim.cli.demo.group import SIREN, Group
from essaim.cli.demo.ledger import posted
from essaim.cli.demo.people import ACCOUNTANT, Actor, coach_of
from essaim.cli.demo.quotes import CEILINGS, DEPOSIT_PERCENT, DISCOUNT, ITEMS, Customers, SignedQuote, lines_of
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount
from essaim.einvoice.read import read_einvoice

RETURNED = (Item(ITEMS[0].label, 2, ITEMS[0].price, ITEMS[0].nature, ITEMS[0].section),)
CAPS = (Item("Bonnet en maille recyclée", 12, "24.90", "goods"),)
CUSTOMERS_ACCOUNT = "411000"
FACTURX_DATA = "factur-x.xml"


@dataclass(frozen=True)
class Invoice:
    """An issued document: what it sells, and what it asks for (a final invoice has its deposits taken off)."""

    invoice_id: str
    number: str
    kind: str
    total: Total
    due_cents: int


async def deposit(world: World, group: Group, quote: SignedQuote) -> Invoice:
    """30 % of the quote, issued by the coach: it is below the ceiling."""
    coach, asked = coach_of(group.group_id), taxed(percent_of(quote.total.net_cents, DEPOSIT_PERCENT))
    await world.move_clock(paris(2026, 12, 1))
    draft_id = await _by_plan(world, group, quote, "drafts the deposit invoice by the plan, and submits it")
    what = f"issues the deposit invoice, within the ceiling of {CEILINGS['invoice']} €; kept as Factur-X"
    return await _issued(world, coach, what, draft_id, "2026-12-01", "deposit", asked, asked.gross_cents)


async def final(world: World, group: Group, quote: SignedQuote, before: Invoice) -> Invoice:
    """The whole quote with the deposit taken off, to the cent."""
    left = quote.total - before.total
    await world.move_clock(paris(2026, 12, 10))
    draft_id = await _by_plan(world, group, quote, "drafts the final invoice by the plan, and submits it")
    what = f"issues it: {format_amount(quote.total.gross_cents)} € less the deposit, {format_amount(left.gross_cents)} € due"
    return await _issued(world, ACCOUNTANT, what, draft_id, "2026-12-10", "invoice", quote.total, left.gross_cents)


async def credit_note(world: World, group: Group, quote: SignedQuote, invoice: Invoice) -> Invoice:
    """Two bags come back before the invoice is paid: less is left to pay."""
    student, coach = group.members[0].actor(group.group_id), coach_of(group.group_id)
    credited = sold(RETURNED, DISCOUNT["percent"])
    students = world.api("accounting", student)
    await world.move_clock(paris(2026, 12, 14))
    with world.step(student, "drafts a credit note over two bags with a torn seam", service="accounting"):
        reason = {"reason": "Deux sacs à la couture défaite"}
        draft = await students.post(f"/v1/invoices/{invoice.invoice_id}/credit-notes", reason)
        body = {"customer_id": quote.customer_id, "lines": lines_of(RETURNED), "discount": DISCOUNT}
        await students.put(f"/v1/invoices/{draft['id']}", body)
        await _submit(world, students, draft["id"])
    what = f"issues the credit note of {format_amount(credited.gross_cents)} €: less is left to pay"
    due = -credited.gross_cents
    note = await _issued(world, coach, what, draft["id"], "2026-12-14", "credit_note", credited, due)
    left = (await world.api("accounting", ACCOUNTANT).get(f"/v1/invoices/{invoice.invoice_id}"))["left"]
    expect("what is left of the invoice", left, format_amount(invoice.due_cents - credited.gross_cents))
    return note


async def second_sale(world: World, group: Group, customers: Customers) -> Invoice:
    """An invoice without a quote, in June: it stays unpaid at first."""
    student, total = group.members[1].actor(group.group_id), sold(CAPS)
    students = world.api("accounting", student)
    with world.step(student, "drafts an invoice without a quote and submits it", service="accounting"):
        await world.move_clock(paris(2027, 6, 9))
        body = {"activity_id": group.activity_id, "customer_id": customers.office_id, "lines": lines_of(CAPS)}
        draft = await students.post("/v1/invoices", body)
        await _submit(world, students, draft["id"])
    await world.move_clock(paris(2027, 6, 10))
    what = "issues it with the next number of the year"
    return await _issued(world, ACCOUNTANT, what, draft["id"], "2027-06-10", "invoice", total, total.gross_cents)


async def pay(world: World, invoice: Invoice, paid_on: str) -> None:
    """The customer's transfer is recorded by hand."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, f"records the payment of invoice {invoice.number}", service="accounting"):
        await world.move_clock(paris(*map(int, paid_on.split("-"))))
        payment = {"paid_on": paid_on, "amount": format_amount(invoice.due_cents), "means": "transfer"}
        path = f"/v1/invoices/{invoice.invoice_id}"
        await accounting.post(f"{path}/payments", payment)
        await expect_paid(world, invoice)


async def expect_paid(world: World, invoice: Invoice) -> None:
    """It is paid, and everybody was told."""
    path = f"/v1/invoices/{invoice.invoice_id}"
    await world.event("accounting.invoice_paid.v1", invoice_id=invoice.invoice_id, otherwise=_look(world, path))
    expect("its status", (await world.api("accounting", ACCOUNTANT).get(path))["status"], "PAID")


async def _by_plan(world: World, group: Group, quote: SignedQuote, what: str) -> str:
    """The draft of the next instalment, submitted; its id."""
    student = group.members[0].actor(group.group_id)
    students = world.api("accounting", student)
    with world.step(student, what, service="accounting"):
        draft = await students.post(f"/v1/quotes/{quote.quote_id}/invoice")
        await _submit(world, students, draft["id"])
    return str(draft["id"])


async def _submit(world: World, students: Any, invoice_id: str) -> None:
    path = f"/v1/invoices/{invoice_id}"
    await students.post(f"{path}/submission")
    await world.event("accounting.invoice_submitted.v1", invoice_id=invoice_id, otherwise=_look(world, path))


async def _issued(
    world: World, who: Actor, what: str, invoice_id: str, service_on: str, kind: str, total: Total, due_cents: int
) -> Invoice:
    """Issued, as the story computes it, in the books, and kept. ``due_cents`` is negative for a credit note."""
    path, event = f"/v1/invoices/{invoice_id}", "credit_note_issued" if due_cents < 0 else "invoice_issued"
    subject = "credit_note_id" if due_cents < 0 else "invoice_id"

    def told(data: Mapping[str, Any]) -> bool:
        return bool(data[subject] == invoice_id)

    with world.step(who, what, service="accounting"):
        await world.api("accounting", who).post(f"{path}/issue", {"service_on": service_on})
        await world.event(f"accounting.{event}.v1", where=told, otherwise=_look(world, path))
        issued = await world.api("accounting", ACCOUNTANT).get(path)
        expect("its kind", issued["kind"], kind)
        expect("its total without VAT", parse_amount(issued["total_excluding_vat"]), total.net_cents)
        expect("its VAT", parse_amount(issued["vat"]), total.vat_cents)
        due = parse_amount(issued["total_including_vat"]) - parse_amount(issued["deposits_taken_off"])
        expect("what it asks for", due, abs(due_cents))
        await posted(world, f"sale:{invoice_id}", CUSTOMERS_ACCOUNT, due_cents)
        invoice = Invoice(invoice_id, str(issued["number"]), kind, total, due_cents)
        await _keep(world, path, invoice)
    return invoice


async def _keep(world: World, path: str, invoice: Invoice) -> None:
    """The PDF, and Factur-X: the data stand inside it, and say the same as those of CII and UBL."""
    accounting = world.api("accounting", ACCOUNTANT)
    world.output.write("invoices", f"{invoice.number}.pdf", await accounting.download(f"{path}/pdf"))
    files = {name: await accounting.download(f"{path}/electronic/{name}") for name in ("facturx", "cii", "ubl")}
    kept = world.output.write("invoices", f"{invoice.number}_facturx.pdf", files["facturx"])
    expect("what is attached to the PDF", list(PdfReader(io.BytesIO(kept.read_bytes())).attachments), [FACTURX_DATA])
    for name, content in files.items():
        read = read_einvoice(content)
        expect(f"number and seller in {name}", (read.number, _siren(read)), (invoice.number, SIREN))
        totals = (read.totals.exclusive_cents, read.totals.tax_cents)
        expect(f"totals in {name}", totals, (invoice.total.net_cents, invoice.total.vat_cents))
        expect(f"what {name} asks for", read.totals.payable_cents, abs(invoice.due_cents))


def _siren(read: Any) -> str | None:
    return read.seller.legal_id.value if read.seller.legal_id else None


def _look(world: World, path: str) -> Any:
    return lambda: world.api("accounting", ACCOUNTANT).find(path)
