"""Chapter 4, quotes: one is approved within a ceiling, sent and signed by the customer on a public page; one is refused there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from essaim.cli.demo.figures import VAT_RATE, Item, Total, sold
from essaim.cli.demo.group import GROUP_NAME, SIREN, Group
from essaim.cli.demo.people import ACCOUNTANT, Student, coach_of
from essaim.cli.demo.visitor import Visitor
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount

CEILINGS = {"quote": "1200.00", "invoice": "500.00", "credit_note": "100.00", "purchase": "500.00", "expense": "150.00"}
BOOKSHOP = {
    "name": "Librairie L’Encre bleue",
    "kind": "business",
    "siren": "999000003",
    "address": {"line": "4 place du Marché", "postcode": "25000", "city": "Besançon"},
    "email": "achats@encre-bleue.example.org",
}
OFFICE = BOOKSHOP | {
    "name": "Office de tourisme (démonstration)",
    "siren": "999991003",
    "email": "accueil@tourisme.example.org",
}
ITEMS = (
    Item("Sac en maille recyclée", 40, "18.50", "goods", "Sacs"),
    Item("Personnalisation au logo de la librairie", 2, "75.00", "services", "Personnalisation"),
)
CAPS = (Item("Bonnet en maille recyclée, logo de l’office", 30, "27.50", "goods"),)
DISCOUNT = {"label": "Remise de lancement", "percent": "5"}
DEPOSIT_PERCENT = "30"
PLAN = (
    {"label": "Acompte à la commande", "percent": DEPOSIT_PERCENT, "on": "2026-12-01"},
    {"label": "Solde à la livraison", "percent": "70", "on": "2026-12-10"},
)
SIGNATORY = "Anaïs Exemple"


@dataclass(frozen=True)
class Customers:
    """The ids of the two customers of the group."""

    bookshop_id: str
    office_id: str


@dataclass(frozen=True)
class SignedQuote:
    """A quote that the customer agreed to, and what it comes to."""

    quote_id: str
    customer_id: str
    number: str
    total: Total


async def set_ceilings(world: World) -> None:
    """Up to which amount a coach approves; without any, the accountant approves everything."""
    with world.step(ACCOUNTANT, "sets the ceilings up to which a coach approves", service="accounting"):
        await world.move_clock(paris(2026, 11, 23))
        path = f"/v1/legal-entities/{SIREN}/approval-rules"
        await world.api("accounting", ACCOUNTANT).put(path, {"coach_ceilings": CEILINGS})


async def register_customers(world: World, group: Group) -> Customers:
    """They are the group's own: two groups may have the same customer."""
    student = group.members[0].actor(group.group_id)
    with world.step(student, "registers two customers, a bookshop and a tourist office", service="accounting"):
        students = world.api("accounting", student)
        bookshop, office = [
            await students.post("/v1/customers", customer | {"group_id": group.group_id})
            for customer in (BOOKSHOP, OFFICE)
        ]
    return Customers(str(bookshop["id"]), str(office["id"]))


async def signed_quote(world: World, group: Group, customers: Customers) -> SignedQuote:
    """Two sections, a discount, 30 % at once and the rest on delivery; signed by a customer who has no account."""
    total, author = sold(ITEMS, DISCOUNT["percent"]), group.members[0]
    extra = {"discount": DISCOUNT, "plan": list(PLAN), "title": "Sacs pour la rentrée littéraire"}
    what = f"writes a quote of {format_amount(total.gross_cents)} €: two sections, a discount, a deposit of 30 %"
    quote_id = await _submitted(world, group, author, what, customers.bookshop_id, ITEMS, total, extra)
    page = await _sent(world, group, author, quote_id)
    with world.step(
        str(BOOKSHOP["name"]), "reads the quote on its public page, and signs it there", service="accounting"
    ):
        await world.move_clock(paris(2026, 11, 27))
        _expect_on_page(await page.read(), total, form=True)
        done = await page.answer(answer="sign", name=SIGNATORY, agreed="yes", order_reference="CDE-118")
        expect("whether the page says that it is signed", f"Signé par {SIGNATORY}" in done, True)
        await world.event("accounting.quote_accepted.v1", quote_id=quote_id, otherwise=_look(world, quote_id))
        quote = await world.api("accounting", ACCOUNTANT).get(f"/v1/quotes/{quote_id}")
        expect("its status and who signed", (quote["status"], quote["signed_by"]), ("SIGNED", SIGNATORY))
        number = str(quote["number"])
        world.output.write("quotes", f"{number}.pdf", await page.download("quote.pdf"))
        world.output.write("quotes", f"{number}-signature.pdf", await page.download("proof.pdf"))
    return SignedQuote(quote_id, customers.bookshop_id, number, total)


async def refused_quote(world: World, group: Group, customers: Customers) -> None:
    """The other customer says no, with a reason that the group reads."""
    total, author = sold(CAPS), group.members[1]
    what = f"writes another quote, of {format_amount(total.gross_cents)} €"
    quote_id = await _submitted(world, group, author, what, customers.office_id, CAPS, total, {})
    page = await _sent(world, group, author, quote_id)
    with world.step(str(OFFICE["name"]), "refuses it on its page: too late for this season", service="accounting"):
        await page.answer(answer="refuse", reason="Trop tard pour la saison.")
        await world.event("accounting.quote_refused.v1", quote_id=quote_id, otherwise=_look(world, quote_id))
        quote = await world.api("accounting", author.actor(group.group_id)).get(f"/v1/quotes/{quote_id}")
        expect("its status and why", (quote["status"], quote["refusal"]), ("REFUSED", "Trop tard pour la saison."))


async def _submitted(
    world: World,
    group: Group,
    author: Student,
    what: str,
    customer_id: str,
    items: tuple[Item, ...],
    total: Total,
    extra: dict[str, Any],
) -> str:
    """Written and submitted by a student, approved by the coach; its id."""
    student = author.actor(group.group_id)
    students = world.api("accounting", student)
    with world.step(student, what, service="accounting"):
        body = {"activity_id": group.activity_id, "customer_id": customer_id, "valid_until": "2026-12-31"}
        quote = await students.post("/v1/quotes", body | {"lines": lines_of(items)} | extra)
        expect("its total without VAT", quote["total_excluding_vat"], format_amount(total.net_cents))
        expect("its total with VAT", quote["total_including_vat"], format_amount(total.gross_cents))
        path = f"/v1/quotes/{quote['id']}"
        await students.post(f"{path}/submission")
        await students.refused(f"{path}/approval", slug="above-ceiling")
    coach = coach_of(group.group_id)
    with world.step(coach, f"approves it, within the ceiling of {CEILINGS['quote']} €", service="accounting"):
        approved = await world.api("accounting", coach).post(f"{path}/approval")
        expect("as whom", approved["approved_as"], "coach")
    return str(quote["id"])


async def _sent(world: World, group: Group, author: Student, quote_id: str) -> Visitor:
    """Sent by its author; the page behind the secret link."""
    student = author.actor(group.group_id)
    with world.step(student, "sends it: the PDF is kept as it is, a secret link leads to it", service="accounting"):
        told = await world.api("accounting", student).post_unkept(f"/v1/quotes/{quote_id}/sending")
        await world.event("accounting.quote_sent.v1", quote_id=quote_id, otherwise=_look(world, quote_id))
    return world.visitor("accounting", urlsplit(told["signing_url"]).path)


def _expect_on_page(page: str, total: Total, *, form: bool) -> None:
    """The page has the seller's group, the total as the French write it, and the form to sign."""
    bare = "".join(page.split())
    amount = format_amount(total.gross_cents).replace(".", ",")
    expect("whether the page has the total", amount in bare, True)
    expect("whether it says for which group", "".join(GROUP_NAME.split()) in bare, True)
    expect("whether it can be signed", 'name="agreed"' in page, form)


def lines_of(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """As the service wants them."""
    return [
        {
            "label": one.label,
            "quantity": str(one.quantity),
            "unit_price": one.price,
            "vat_rate": VAT_RATE,
            "nature": one.nature,
        }
        | ({"section": one.section} if one.section else {})
        for one in items
    ]


def _look(world: World, quote_id: str) -> Any:
    return lambda: world.api("accounting", ACCOUNTANT).find(f"/v1/quotes/{quote_id}")
