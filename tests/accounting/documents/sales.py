"""Invented documents of sales and purchases, with whatever is long, rare or easy to forget in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from accounting.domain.instalments import Instalment
from accounting.domain.invoice import Invoice, IssueOrder, complete_issue, start_issue
from accounting.domain.invoice_parts import InvoiceKind, Prepaid, Reference
from accounting.domain.invoice_sheet import InvoiceSheet
from accounting.domain.parties import Address, Customer, CustomerKind, EntityKind
from accounting.domain.pricing import Discount, Line, Nature, Unit
from accounting.domain.printing import sheet_of
from accounting.domain.purchasing.order import OrderLine, OrderParties, OrderStatus, SupplierOrder
from accounting.domain.purchasing.order_sheet import OrderSheet, order_sheet
from accounting.domain.quote import Quote, QuoteStatus
from accounting.domain.quote_parts import Sending, Signature
from accounting.domain.quote_sheet import QuoteSheet, quote_sheet_of
from accounting.domain.suppliers import Supplier
from accounting.domain.vat import VatOfRate, VatTreatment
from tests.accounting.unit.samples import BUYER, SELLER, TODAY, draft, order, submit

TRADE_NAME = "Atelier Maille"
ENDS_ON = date(2027, 7, 31)
FULL_SELLER = replace(
    SELLER,
    iban="FR7630006000011234567890189",
    bic="AGRIFRPP",
    email="compta@exemple.coop",
    phone="+33 3 81 00 00 00",
    website="https://exemple.coop",
)
ASSOCIATION = replace(
    FULL_SELLER,
    name="Association Exemple",
    legal_form="Association loi 1901",
    kind=EntityKind.ASSOCIATION,
    vat_number="",
    rcs_city="",
    rna="W251001234",
    vat_on_debits=False,
    share_capital_cents=0,
)
PRIVATE = Customer("Claude Cliente", CustomerKind.PRIVATE, Address("1 rue de l'Essai", "25000", "Besançon"), "C00002")
LINES = (
    Line(
        "Sac en maille recyclée",
        "40",
        1850,
        "20",
        Nature.GOODS,
        discount_percent="5",
        section="Fabrication",
        detail="Coloris écru, anse courte",
    ),
    Line("Livret d'entretien", "100", 125, "5.5", Nature.GOODS, section="Fabrication"),
    Line("Atelier de découverte", "3.5", 4500, "20", Nature.SERVICES, Unit.HOUR, section="Animation"),
)
LONG = (
    Line(
        "Accompagnement anticonstitutionnellement pluridisciplinaire à l'écoconception",
        "1234.567",
        123_456,
        "20",
        Nature.SERVICES,
        Unit.SQUARE_METRE,
        detail="Étude préalable, rendez-vous hebdomadaires, compte rendu, livraison des plans ; déplacements compris dans un "
        "rayon de 50 km autour de Besançon (Doubs)",
    ),
    Line("Hydroxyéthylaminopropylméthacrylamidotriméthylammonium", "2", 5_000, "20", Nature.GOODS, Unit.KILOGRAM),
)


def logo(width: int, height: int) -> bytes:
    """A picture of this many points."""
    picture, content = Image.new("RGB", (width, height), (24, 82, 92)), BytesIO()
    ImageDraw.Draw(picture).rectangle((10, 10, width - 10, height - 10), outline=(255, 255, 255), width=6)
    picture.save(content, "PNG")
    return content.getvalue()


def issued(invoice: Invoice, number: str = "2026-000007", order_: IssueOrder | None = None) -> Invoice:
    """It is issued today by the seller who has everything."""
    return complete_issue(start_issue(submit(invoice), order_ or replace(order(), seller=FULL_SELLER)), number, TODAY)


def sheet(invoice: Invoice, picture: bytes | None = None) -> InvoiceSheet:
    """Its sheet, by the parties that it was issued with."""
    order_ = invoice.order or replace(order(), seller=FULL_SELLER)
    return sheet_of(invoice, order_.seller, order_.buyer, TRADE_NAME, order_.contract_ends_on, picture)


def deposit(number: str, on: date, base: int) -> Prepaid:
    """A deposit at 20 % that is taken off."""
    return Prepaid(Reference(number, number, on), (VatOfRate("20", base, base // 5),))


FULL = replace(
    draft(*LINES),
    discount=Discount("Remise de bienvenue", "3"),
    title="Sacs pour la rentrée",
    order_reference="BC-2026-44",
    note="Merci de votre confiance !",
)
FINAL = replace(
    FULL,
    discount=Discount("Remise de bienvenue accordée aux librairies indépendantes de la région", "3"),
    prepaid=(deposit("2026-000001", date(2026, 11, 2), 30_000), deposit("2026-000003", date(2026, 11, 16), 15_000)),
)
ABOUT = Reference("i1", "2026-000002", date(2026, 11, 3))


def invoices() -> dict[str, InvoiceSheet]:
    """Every kind of invoice."""
    plain = replace(order(), seller=FULL_SELLER)
    exempt = Line("Porte-clés", "3", 1200, "0", Nature.GOODS, vat_treatment=VatTreatment.FRANCHISE)
    elsewhere = replace(BUYER, delivery_address=Address("3 quai de l'Île", "69009", "Lyon"), vat_number="FR44732829320")
    return {
        "invoice": sheet(issued(FULL), logo(400, 120)),
        "invoice-draft": sheet(FULL),
        "invoice-deposit": sheet(
            issued(
                replace(
                    draft(Line("Acompte de 30 % sur le devis D2026-00001", "1", 30_000, "20", Nature.GOODS)),
                    kind=InvoiceKind.DEPOSIT,
                )
            )
        ),
        "invoice-final": sheet(issued(FINAL)),
        "credit-note": sheet(
            issued(replace(draft(*LINES[:2]), kind=InvoiceKind.CREDIT_NOTE, original=ABOUT), "2026-000008")
        ),
        "invoice-corrective": sheet(issued(replace(FULL, kind=InvoiceKind.CORRECTIVE, original=ABOUT), "2026-000009")),
        "invoice-private": sheet(issued(draft(), order_=replace(plain, buyer=PRIVATE))),
        "invoice-293b": sheet(issued(draft(exempt), order_=replace(plain, seller=ASSOCIATION, contract_ends_on=None))),
        "invoice-pages": sheet(issued(draft(*(replace(LINES[i % 3], section="") for i in range(60))))),
        "invoice-long": sheet(
            issued(replace(draft(*LONG), title="Rentrée"), order_=replace(plain, buyer=elsewhere)), logo(60, 400)
        ),
    }


def quote(**changes: object) -> Quote:
    """A quote that was sent."""
    sending = Sending("D2026-00001", TODAY, FULL_SELLER, BUYER, TRADE_NAME, ENDS_ON, "ab" * 32, "quote:q1:1", 1)
    plan = (Instalment("Acompte à la commande", "30", date(2026, 12, 5)), Instalment("Solde à la livraison", "70"))
    made = Quote("a1", "g1", "student_cooperative", "c1", date(2026, 12, 31), LINES, QuoteStatus.SENT)
    made = replace(
        made,
        sending=sending,
        plan=plan,
        discount=Discount("Remise de bienvenue", "3"),
        title="Sacs pour la rentrée",
        note="Les couleurs sont au choix.",
        conditions="Livré en 3 semaines.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def quote_sheet(made: Quote, picture: bytes | None = None) -> QuoteSheet:
    """Its sheet."""
    return quote_sheet_of(made, FULL_SELLER, BUYER, TRADE_NAME, ENDS_ON, picture)


def quotes() -> dict[str, QuoteSheet]:
    """Quotes."""
    exempt = Line("Conférence", "1", 20_000, "0", Nature.SERVICES, Unit.FLAT_RATE, vat_treatment=VatTreatment.EXEMPT)
    many = tuple(replace(LINES[i % 3], section=f"Lot {i // 15 + 1}") for i in range(60))
    return {
        "quote": quote_sheet(quote(edition=2, lines=(*LINES, exempt)), logo(400, 120)),
        "quote-draft": quote_sheet(quote(sending=None, plan=())),
        "quote-pages": quote_sheet(quote(lines=many)),
        "quote-long": quote_sheet(quote(lines=LONG)),
    }


def signed_quote() -> Quote:
    """Signed on its page."""
    text = (
        "Bon pour accord : j’accepte le devis n° D2026-00001, version 1, de Coopérative Exemple, pour un montant de"
        " 1 129,54 € TTC."
    )
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
    signature = Signature(
        datetime(2026, 12, 2, 9, 30, 5, tzinfo=UTC),
        "Camille Exemple",
        text,
        "D2026-00001",
        1,
        "ab" * 32,
        "cd" * 32,
        "192.0.2.0/24",
        agent,
        "BC-7",
    )
    return quote(status=QuoteStatus.SIGNED, signature=signature, accepted_on=date(2026, 12, 2))


def declared_quote() -> Quote:
    """Signed on paper."""
    return quote(status=QuoteStatus.SIGNED, accepted_on=date(2026, 12, 2), declared_by="p1", order_reference="BC-7")


def purchase_order() -> OrderSheet:
    """An order to a supplier."""
    supplier = Supplier(
        "732829320",
        "Tissus d'Exemple",
        "tissus exemple",
        "F00001",
        "732829320",
        address=Address("8 rue du Métier", "88000", "Épinal"),
    )
    lines = (
        OrderLine("Toile de coton biologique, laize 150 cm", "25.5", 890, "20", "601", Unit.METRE),
        OrderLine("Guide d'entretien", "10", 450, "5.5", "601"),
    )
    made = SupplierOrder(
        "a1",
        "g1",
        "student_cooperative",
        "732829320",
        "s1",
        lines,
        date(2026, 12, 15),
        "Livrer à l'atelier, le matin.",
        OrderStatus.APPROVED,
    )
    parties = OrderParties(FULL_SELLER, supplier, TRADE_NAME, ENDS_ON)
    return order_sheet(replace(made, number="BC2026-0001", approved_on=TODAY, parties=parties), parties)
