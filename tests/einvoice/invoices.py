"""Invoices of a cooperative, one of each kind that it issues. SIREN and IBAN are made up; their keys are right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from essaim.einvoice import codes
from essaim.einvoice.model import (
    Address,
    Allowance,
    Contact,
    Delivery,
    EInvoice,
    Identifier,
    InvoiceReference,
    Line,
    Note,
    Party,
    PaymentMeans,
    Period,
    Vat,
)
from essaim.einvoice.totals import breakdown, line_net_cents, total

ISSUED = date(2026, 11, 12)
S20, S10, S55 = (Vat(codes.VatCategory.STANDARD, Decimal(rate)) for rate in ("20", "10", "5.5"))
EXEMPT, REVERSE = Vat(codes.VatCategory.EXEMPT, Decimal(0)), Vat(codes.VatCategory.REVERSE_CHARGE, Decimal(0))
REASONS = {
    EXEMPT: (codes.FRANCHISE_TEXT, codes.FRANCHISE),
    REVERSE: (codes.REVERSE_CHARGE_TEXT, codes.REVERSE_CHARGE),
}
NOTES = (
    Note("B2B", "BAR"),
    Note("Indemnité forfaitaire pour frais de recouvrement : 40 €", "PMT"),
    Note("Pénalités de retard : trois fois le taux d’intérêt légal", "PMD"),
    Note("Pas d’escompte pour paiement anticipé", "AAB"),
)
SELLER = Party(
    name="Coopérative L’Essaim",
    address=Address("FR", "1 rue de la Ruche", "Bâtiment B", "", "25000", "Besançon"),
    trading_name="Les Abeilles",
    legal_id=Identifier("732829320", "0002"),
    identifiers=(Identifier("73282932000074", "0009"),),
    vat_id="FR44732829320",
    legal_text="SCOP SA à capital variable, RCS Besançon",
    endpoint=Identifier("732829320", "0225"),
    contact=Contact("Service comptable", "+33 3 81 00 00 00", "compta@essaim.example"),
)
BUYER = Party(
    name="Menuiserie Dubois & Fils",
    address=Address("FR", "12 avenue du Bois", "", "", "21000", "Dijon"),
    legal_id=Identifier("552100554", "0002"),
    vat_id="FR96552100554",
    endpoint=Identifier("552100554_FACTURES", "0225"),
)
PERSON = Party(name="Camille Moreau", address=Address("FR", "3 impasse des Lilas", "", "", "25000", "Besançon"))
TRANSFER = PaymentMeans("58", iban="FR7630006000011234567890189", account_name="Coopérative L’Essaim", bic="AGRIFRPP")


def line(
    place: int,
    name: str,
    quantity: str,
    unit: str,
    price: str,
    vat: Vat = S20,
    *allowances: Allowance,
    description: str = "",
) -> Line:
    """A line with its amount."""
    net = line_net_cents(Decimal(quantity), Decimal(price), allowances)
    return Line(
        str(place),
        name,
        Decimal(quantity),
        unit,
        Decimal(price),
        vat,
        net,
        allowances=allowances,
        description=description,
    )


def invoice(*lines: Line, allowances: tuple[Allowance, ...] = (), prepaid_cents: int = 0) -> EInvoice:
    """An invoice with these lines, its totals computed."""
    parts = breakdown(lines, allowances, REASONS)
    return EInvoice(
        number="FA-2026-000123",
        issued_on=ISSUED,
        type_code=codes.INVOICE,
        seller=SELLER,
        buyer=BUYER,
        totals=total(lines, parts, allowances, prepaid_cents),
        lines=lines,
        vat=parts,
        allowances=allowances,
        notes=NOTES,
        process="S1",
        due_on=date(2026, 12, 12),
        terms="30 jours",
        tax_point_code=codes.DUE_ON_PAYMENT,
        delivery=Delivery(date(2026, 11, 10)),
        payment=(TRANSFER,),
        payment_reference="FA-2026-000123",
    )


def standard() -> EInvoice:
    """Services at 20 %."""
    return invoice(
        line(1, "Développement d’un site", "3.5", "DAY", "420.00", description="Maquette, pages, mise en ligne")
    )


def many_rates() -> EInvoice:
    """Three rates, goods and services, with a period, references and a delivery address."""
    lines = (
        line(1, "Atelier", "2", "HUR", "45.5"),
        line(2, "Repas", "12", "C62", "9.90", S10),
        line(3, "Livres", "3", "C62", "7.333333", S55),
    )
    return replace(
        invoice(*lines),
        process="M1",
        period=Period(date(2026, 11, 1), date(2026, 11, 30)),
        delivery=Delivery(
            date(2026, 11, 10), "Salle des fêtes", None, Address("FR", "Place", "", "", "25200", "Montbéliard")
        ),
        order="CMD-77",
        contract="CTR-5",
        buyer_reference="SERVICE-42",
        project="PRJ-9",
        buyer_account="6226",
    )


def franchise() -> EInvoice:
    """Exempt by art. 293 B (INV-09): no VAT number, the SIREN stands for it."""
    seller = replace(SELLER, vat_id="", tax_id="732829320")
    return replace(invoice(line(1, "Cours de guitare", "4", "HUR", "25", EXEMPT)), seller=seller, tax_point_code="")


def reverse_charge() -> EInvoice:
    """The buyer owes the VAT."""
    belgian = Party(
        name="Atelier Peeters",
        address=Address("BE", "Rue Haute 5", "", "", "1000", "Bruxelles"),
        vat_id="BE0404616494",
        endpoint=Identifier("0404616494", "0208"),
    )
    notes = (Note("B2BINT", "BAR"), *NOTES[1:])
    lines = (line(1, "Traduction", "1", "LS", "800", REVERSE),)
    return replace(invoice(*lines), buyer=belgian, notes=notes, tax_point_code="")


def credit_note() -> EInvoice:
    """A credit note about an invoice (INV-07)."""
    return replace(
        standard(),
        number="AV-2026-000004",
        type_code=codes.CREDIT_NOTE,
        preceding=(InvoiceReference("FA-2026-000120", date(2026, 10, 2)),),
        payment=(),
        payment_reference="",
        due_on=None,
        terms="Déduit de la prochaine facture",
    )


def corrective() -> EInvoice:
    """An invoice in the place of another (INV-07)."""
    return replace(
        standard(), type_code=codes.CORRECTIVE, preceding=(InvoiceReference("FA-2026-000119", date(2026, 10, 1)),)
    )


def deposit() -> EInvoice:
    """A deposit of 30 %."""
    return replace(invoice(line(1, "Acompte de 30 %", "1", "C62", "441")), type_code=codes.DEPOSIT)


def final() -> EInvoice:
    """The end of a deal that had a deposit."""
    lines = (line(1, "Développement d’un site", "3.5", "DAY", "420.00"),)
    reference = InvoiceReference("FA-2026-000100", date(2026, 9, 1))
    return replace(invoice(*lines, prepaid_cents=52_920), process="S4", preceding=(reference,))


def discounts() -> EInvoice:
    """Discounts on a line and on the document, and a charge."""
    first = Allowance(1_400, reason="Remise fidélité", percent=Decimal(10), base_cents=14_000)
    lines = (line(1, "Affiches", "200", "C62", "0.70", S20, first), line(2, "Pause café", "10", "C62", "4.5", S10))
    allowances = (
        Allowance(630, reason="Remise étudiante", reason_code="95", percent=Decimal(5), base_cents=12_600, vat=S20),
        Allowance(225, reason="Remise étudiante", percent=Decimal(5), base_cents=4_500, vat=S10),
        Allowance(800, charge=True, reason="Livraison", reason_code="DL", vat=S20),
    )
    return replace(invoice(*lines, allowances=allowances), process="M1")


def private_person() -> EInvoice:
    """A buyer without SIREN and without address on a platform, who has paid by card."""
    notes = (Note("B2C", "BAR"),)
    lines = (line(1, "Réparation d’un vélo", "1", "C62", "55"),)
    paid = invoice(*lines, prepaid_cents=6_600)
    return replace(
        paid, buyer=PERSON, notes=notes, process="S2", due_on=ISSUED, payment=(PaymentMeans("48", card="1234"),)
    )


KINDS: dict[str, Callable[[], EInvoice]] = {
    one.__name__: one
    for one in (
        standard,
        many_rates,
        franchise,
        reverse_charge,
        credit_note,
        corrective,
        deposit,
        final,
        discounts,
        private_person,
    )
}
