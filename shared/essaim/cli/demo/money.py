"""Chapter 4, money: a quote becomes a paid invoice, fabric is bought, the contribution is posted, the ledger balances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.group import LEGAL_ENTITY, SIREN, Group
from essaim.cli.demo.people import ACCOUNTANT
from essaim.cli.demo.share import contribution_of
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount

CUSTOMER = {
    "name": "Librairie L’Encre bleue",
    "kind": "business",
    "siren": "999000003",
    "address": {"line": "4 place du Marché", "postcode": "25000", "city": "Besançon"},
}
FIRST_LINES = (
    ("Sac en maille recyclée", 40, "18.50", "goods"),
    ("Personnalisation au logo de la librairie", 2, "75.00", "services"),
)
SECOND_LINES = (("Bonnet en maille recyclée", 12, "24.90", "goods"),)
VAT_RATE = "20"
FABRIC = {
    "supplier_name": "Filature des Trois Vallées",
    "supplier_reference": "FTV-2641",
    "label": "Maille recyclée, 34 m",
    "account": "601",
    "total_excluding_vat": "326.40",
    "vat": "65.28",
}
RATE_PERCENT = str(LEGAL_ENTITY["contribution_rate_percent"])


@dataclass(frozen=True)
class Invoice:
    """An issued invoice and what it comes to."""

    invoice_id: str
    number: str
    excluding_vat_cents: int
    including_vat_cents: int


@dataclass(frozen=True)
class Purchase:
    """A recorded purchase and what it comes to."""

    purchase_id: str
    excluding_vat_cents: int
    including_vat_cents: int


def total_cents(lines: Sequence[tuple[str, int, str, str]]) -> int:
    """What lines come to, excluding VAT."""
    return sum(quantity * parse_amount(price) for _, quantity, price, _ in lines)


async def first_sale(world: World, group: Group) -> Invoice:
    """From the quote to the issued invoice; the students draft, the accountant issues."""
    student = group.members[0].actor(group.group_id)
    students = world.api("accounting", student)
    with world.step(ACCOUNTANT, "registers a customer, a bookshop", service="accounting"):
        await world.move_clock(paris(2026, 11, 23))
        customer = await world.api("accounting", ACCOUNTANT).post("/v1/customers", CUSTOMER)
    with world.step(student, "writes a quote, has it approved and sends it; the customer signs", service="accounting"):
        quote = await students.post(
            "/v1/quotes",
            {
                "activity_id": group.activity_id,
                "customer_id": customer["id"],
                "valid_until": "2026-12-31",
                "lines": _lines(FIRST_LINES),
            },
        )
        path = f"/v1/quotes/{quote['id']}"
        await students.post(f"{path}/submission")
        await world.api("accounting", ACCOUNTANT).post(f"{path}/approval")
        await students.post(f"{path}/sending")
        await world.event("accounting.quote_sent.v1", quote_id=quote["id"], otherwise=_look(world, path))
        await world.move_clock(paris(2026, 11, 27))
        await students.post(f"{path}/acceptance", {"accepted_on": "2026-11-27"})
        await world.event("accounting.quote_accepted.v1", quote_id=quote["id"], otherwise=_look(world, path))
    with world.step(student, "turns it into an invoice and submits it", service="accounting"):
        draft = await students.post(f"{path}/invoice")
        await _submit(world, students, draft["id"])
    return await _issue(world, draft["id"], "2026-12-01", total_cents(FIRST_LINES))


async def second_sale(world: World, group: Group) -> Invoice:
    """An invoice without a quote, in June: it stays unpaid at first."""
    student = group.members[1].actor(group.group_id)
    students = world.api("accounting", student)
    with world.step(student, "drafts a second invoice and submits it", service="accounting"):
        await world.move_clock(paris(2027, 6, 9))
        customer = await world.api("accounting", ACCOUNTANT).post(
            "/v1/customers", CUSTOMER | {"name": "Office de tourisme (démonstration)", "siren": "999991003"}
        )
        body = {"activity_id": group.activity_id, "customer_id": customer["id"], "lines": _lines(SECOND_LINES)}
        draft = await students.post("/v1/invoices", body)
        await _submit(world, students, draft["id"])
    return await _issue(world, draft["id"], "2027-06-10", total_cents(SECOND_LINES))


async def pay(world: World, invoice: Invoice, paid_on: str) -> None:
    """The customer's transfer arrives."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, f"records the payment of invoice {invoice.number}", service="accounting"):
        await world.move_clock(paris(*map(int, paid_on.split("-"))))
        payment = {"paid_on": paid_on, "amount": format_amount(invoice.including_vat_cents), "means": "transfer"}
        path = f"/v1/invoices/{invoice.invoice_id}"
        await accounting.post(f"{path}/payments", payment)
        await world.event("accounting.invoice_paid.v1", invoice_id=invoice.invoice_id, otherwise=_look(world, path))
        expect("its status", (await accounting.get(path))["status"], "PAID")
        await _entry(world, "BQ", invoice.including_vat_cents, paid_on)


async def buy_fabric(world: World, group: Group) -> Purchase:
    """A supplier's invoice is recorded."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, "records a purchase of fabric", service="accounting"):
        await world.move_clock(paris(2026, 12, 4))
        body = FABRIC | {"activity_id": group.activity_id, "invoiced_on": "2026-12-03"}
        purchase_id = str((await accounting.post("/v1/purchases", body))["id"])
        path = f"/v1/purchases/{purchase_id}"
        await world.event("accounting.purchase_recorded.v1", purchase_id=purchase_id, otherwise=_look(world, path))
        excluding, vat = parse_amount(FABRIC["total_excluding_vat"]), parse_amount(FABRIC["vat"])
        await _entry(world, "AC", excluding + vat, "2026-12-04")
    return Purchase(purchase_id, excluding, excluding + vat)


async def pay_fabric(world: World, purchase: Purchase) -> None:
    """The supplier is paid."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, "pays the fabric", service="accounting"):
        await world.move_clock(paris(2026, 12, 11))
        await accounting.post(f"/v1/purchases/{purchase.purchase_id}/payment", {"paid_on": "2026-12-11"})
        await _entry(world, "BQ", purchase.including_vat_cents, "2026-12-11")


async def check_contribution(world: World, group: Group, margin_cents: int) -> int:
    """The contribution is 10 % of the margin; its cents."""
    wanted = contribution_of(margin_cents, RATE_PERCENT)
    accounting = world.api("accounting", ACCOUNTANT)

    async def posted() -> bool:
        balance = await accounting.get(f"/v1/activities/{group.activity_id}/balance")
        return bool(balance["contribution"] == format_amount(wanted))

    what = f"sees the contribution posted: {RATE_PERCENT} % of {format_amount(margin_cents)} €"
    with world.step(ACCOUNTANT, what, service="accounting"):
        await world.event(
            "accounting.contribution_posted.v1",
            activity_id=group.activity_id,
            total=format_amount(wanted),
            otherwise=posted,
        )
    return wanted


async def trial_balance(world: World) -> Any:
    """The trial balance, which has to balance."""
    with world.step(ACCOUNTANT, "draws the trial balance: debit equals credit", service="accounting"):
        path = f"/v1/legal-entities/{SIREN}/trial-balance"
        balance = await world.api("accounting", ACCOUNTANT).get(path)
        debit = sum(parse_amount(line["debit"]) for line in balance["lines"])
        credit = sum(parse_amount(line["credit"]) for line in balance["lines"])
        expect("debit and credit in cents", debit, credit)
        expect("whether something is in the books", debit > 0, True)
    return balance


async def _submit(world: World, students: Any, invoice_id: str) -> None:
    path = f"/v1/invoices/{invoice_id}"
    await students.post(f"{path}/submission")
    await world.event("accounting.invoice_submitted.v1", invoice_id=invoice_id, otherwise=_look(world, path))


async def _issue(world: World, invoice_id: str, service_on: str, wanted_cents: int) -> Invoice:
    accounting = world.api("accounting", ACCOUNTANT)
    path = f"/v1/invoices/{invoice_id}"
    with world.step(ACCOUNTANT, "issues the invoice with the next number; kept as PDF", service="accounting"):
        day = paris(*map(int, service_on.split("-")))
        await world.move_clock(day)
        await accounting.post(f"{path}/issue", {"service_on": service_on})
        await world.event("accounting.invoice_issued.v1", invoice_id=invoice_id, otherwise=_look(world, path))
        issued = await accounting.get(path)
        expect("its total excluding VAT", parse_amount(issued["total_excluding_vat"]), wanted_cents)
        including = parse_amount(issued["total_including_vat"])
        await _entry(world, "VE", including, service_on)
        number = str(issued["number"])
        world.output.write("invoices", f"{number}.pdf", await accounting.download(f"{path}/pdf"))
    return Invoice(invoice_id, number, wanted_cents, including)


def _lines(lines: Sequence[tuple[str, int, str, str]]) -> list[dict[str, Any]]:
    return [
        {"label": label, "quantity": str(quantity), "unit_price": price, "vat_rate": VAT_RATE, "nature": nature}
        for label, quantity, price, nature in lines
    ]


def _look(world: World, path: str) -> Any:
    return lambda: world.api("accounting", ACCOUNTANT).find(path)


async def _entry(world: World, journal: str, cents: int, posted_on: str) -> None:
    """Wait until a document is in the ledger, so that the clock can move on."""
    amount = format_amount(cents)

    async def listed() -> bool:
        entries = await world.api("accounting", ACCOUNTANT).all("/v1/entries", siren=SIREN, journal=journal)
        found = [entry for entry in entries if entry["posted_on"] == posted_on]
        return any(sum(parse_amount(line["debit"]) for line in entry["lines"]) == cents for entry in found)

    def told(data: Mapping[str, Any]) -> bool:
        wanted = {"journal": journal, "total": amount, "posted_on": posted_on}
        return any(wanted.items() <= entry.items() for entry in data["entries"])

    await world.event("accounting.entry_posted.v2", where=told, otherwise=listed)
