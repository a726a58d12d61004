"""Chapter 4, spending: a purchase of which a member paid a part, and an expense sheet with kilometres and a receipt."""

from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.figures import VAT_RATE, Total, driven, percent_of, vat_included
from essaim.cli.demo.group import SIREN, Group
from essaim.cli.demo.ledger import posted
from essaim.cli.demo.people import ACCOUNTANT, Student, coach_of
from essaim.cli.demo.receipt_image import receipt_png
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount

SUPPLIER = {
    "legal_entity": SIREN,
    "name": "Filature des Trois Vallées",
    "address": {"line": "8 rue des Tisserands", "postcode": "68100", "city": "Mulhouse"},
    "iban": "FR7630006000019990000100193",
}
SUPPLIER_REFERENCE = "FTV-2641"
BOUGHT = (("Maille recyclée, 34 m", "601", "326.40"), ("Port", "6241", "18.00"))
ADVANCED = "100.00"
"""What the member had paid the supplier from their own pocket."""
KILOMETRES = "96.4"
# The scale of 2023 to 2026 for a car of 4 CV, up to 5 000 km a year.
POWER, RATE_PER_KILOMETRE = 4, "0.606"
STAND_FEE = "36.00"
RETURNED_BECAUSE = "Noter le motif du trajet."
SUPPLIERS_ACCOUNT, PEOPLE_ACCOUNT = "401000", "467000"


@dataclass(frozen=True)
class Spent:
    """Something to pay: its document, what it costs, and what each payee gets."""

    document_id: str
    total: Total
    paid_by: Student
    """The member who advanced money."""
    member_cents: int
    supplier_cents: int = 0


def bought() -> Total:
    """The purchase: VAT of each line."""
    nets = [parse_amount(net) for _, _, net in BOUGHT]
    return Total(sum(nets), sum(percent_of(net, VAT_RATE) for net in nets))


def claimed() -> Total:
    """The expense sheet: kilometres have no VAT, the VAT of the stand's fee is deducted."""
    return Total(driven(KILOMETRES, RATE_PER_KILOMETRE), 0) + vat_included(parse_amount(STAND_FEE))


async def purchase(world: World, group: Group) -> Spent:
    """Written by a student with the supplier's paper, approved by the coach, owed to the supplier and to the member."""
    total, author, member = bought(), group.members[3], group.members[5]
    advanced = parse_amount(ADVANCED)
    student, coach = author.actor(group.group_id), coach_of(group.group_id)
    students = world.api("accounting", student)
    with world.step(
        ACCOUNTANT, "registers the spinning mill, and confirms its IBAN by telephone", service="accounting"
    ):
        await world.move_clock(paris(2026, 12, 11))
        accounting = world.api("accounting", ACCOUNTANT)
        supplier = await accounting.post("/v1/suppliers", SUPPLIER | {"group_id": group.group_id})
        await accounting.post(f"/v1/suppliers/{supplier['id']}/iban-confirmation", {"iban": SUPPLIER["iban"]})
    what = f"enters fabric for {format_amount(total.gross_cents)} €, of which {member.given_name} paid {ADVANCED} €"
    with world.step(student, what, service="accounting"):
        lines = [
            {"label": label, "account": account, "total_excluding_vat": net, "vat_rate": VAT_RATE}
            for label, account, net in BOUGHT
        ]
        body = {
            "activity_id": group.activity_id,
            "supplier_id": supplier["id"],
            "supplier_reference": SUPPLIER_REFERENCE,
            "invoiced_on": "2026-12-10",
            "lines": lines,
            "stated_total": format_amount(total.gross_cents),
            "member": {"person_id": member.person_id, "amount": ADVANCED},
        }
        draft = await students.post("/v1/purchases/drafts", body)
        path = f"/v1/purchases/{draft['id']}"
        await students.upload(f"{path}/attachments", receipt_png(SUPPLIER_REFERENCE), "image/png", name="facture.png")
        await students.post(f"{path}/submission")
    with world.step(
        coach, "approves the purchase: the mill is owed one part, the member the other", service="accounting"
    ):
        recorded = await world.api("accounting", coach).post(f"{path}/approval")
        supplier_cents = total.gross_cents - advanced
        parts = (recorded["supplier_part"], recorded["member"]["amount"])
        expect("the parts", parts, (format_amount(supplier_cents), ADVANCED))
        await world.event("accounting.purchase_recorded.v1", purchase_id=draft["id"], otherwise=_look(world, path))
        await posted(world, f"purchase:{draft['id']}", SUPPLIERS_ACCOUNT, -supplier_cents)
    return Spent(str(draft["id"]), total, member, advanced, supplier_cents)


async def expense_sheet(world: World, group: Group) -> Spent:
    """Kilometres by the official scale and a receipt; handed in, returned once, corrected, approved."""
    total, member = claimed(), group.members[2]
    student, coach = member.actor(group.group_id), coach_of(group.group_id)
    students, coaches = world.api("accounting", student), world.api("accounting", coach)
    what = f"claims {KILOMETRES} km and the stand’s fee, with its receipt: {format_amount(total.gross_cents)} €"
    with world.step(student, what, service="accounting"):
        await world.move_clock(paris(2026, 12, 15))
        sheet = await students.post("/v1/expense-sheets", {"activity_id": group.activity_id, "month": "2026-12"})
        path = f"/v1/expense-sheets/{sheet['id']}"
        drive = (await students.post(f"{path}/lines", _drive("Livraison")))["lines"][-1]
        fee = (await students.post(f"{path}/lines", _fee()))["lines"][-1]
        receipt = receipt_png("Marche de Noel 36,00")
        await students.upload(f"{path}/lines/{fee['id']}/attachments", receipt, "image/png", name="ticket.png")
        await students.post(f"{path}/submission")
    with world.step(coach, "returns it: why was this way driven?", service="accounting"):
        await coaches.post(f"{path}/return", {"comment": RETURNED_BECAUSE})
    with world.step(student, "says why, and hands it in again", service="accounting"):
        await students.put(f"{path}/lines/{drive['id']}", _drive("Livraison de 40 sacs à la librairie"))
        await students.post(f"{path}/submission")
    with world.step(coach, "looks at the receipt and approves the sheet", service="accounting"):
        await coaches.put(f"{path}/lines/{fee['id']}/justification", {"state": "valid"})
        approved = await coaches.post(f"{path}/approval")
        told = (approved["total"], approved["charge"], approved["vat"])
        wanted = [format_amount(cents) for cents in (total.gross_cents, total.net_cents, total.vat_cents)]
        expect("total, charge and VAT", told, tuple(wanted))
        await world.event(
            "accounting.expense_decided.v1", sheet_id=sheet["id"], decision="approved", otherwise=_look(world, path)
        )
        await posted(world, f"expense:{sheet['id']}", PEOPLE_ACCOUNT, -total.gross_cents)
        printed = await coaches.download(f"{path}/pdf")
        world.output.write("expenses", f"{approved['number']}.pdf".replace("/", "-"), printed)
    return Spent(str(sheet["id"]), total, member, total.gross_cents)


def _drive(why: str) -> dict[str, Any]:
    vehicle = {"kind": "car", "power": POWER, "name": "Citadine"}
    way = {"start": "Besançon", "destination": "Dole", "kilometres": KILOMETRES, "vehicle": vehicle}
    return {"kind": "kilometres", "type": "kilometres", "spent_on": "2026-12-10", "label": why, "drive": way}


def _fee() -> dict[str, Any]:
    about = {"kind": "plain", "type": "fair", "spent_on": "2026-12-05", "label": "Emplacement au marché de Noël"}
    return about | {"amount": STAND_FEE, "vat_rate": VAT_RATE}


def _look(world: World, path: str) -> Any:
    return lambda: world.api("accounting", ACCOUNTANT).find(path)
