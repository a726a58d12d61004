"""From an invoice to the sheet that is printed: the texts of the mandatory mentions (INV-01, INV-05, INV-09, CAPE-05)."""

from datetime import date

from accounting.domain.invoice import Invoice
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.invoice_sheet import (
    InvoiceSheet,
    SheetBuyer,
    SheetCape,
    SheetLine,
    SheetSeller,
    SheetTransfer,
    SheetVat,
)
from accounting.domain.mentions import debits_text, discount_text, exemption_text
from accounting.domain.parties import Customer, CustomerKind, LegalEntity
from accounting.domain.pricing import Line, Nature, Unit
from accounting.domain.sale_sentences import KIND_NAMES
from accounting.domain.vat import NO_VAT_REASONS, VatTreatment

LATE_PENALTY = (
    "En cas de retard de paiement, pénalités exigibles sans rappel au taux de refinancement de la Banque centrale"
    " européenne majoré de 10\u00a0points (art. L441-10 du code de commerce)."
)
INDEMNITY = (
    "Tout retard de paiement entraîne en outre une indemnité forfaitaire pour frais de recouvrement de 40\u00a0€"
    " (art. D441-5 du code de commerce)."
)
UNIT_NAMES = {
    Unit.PIECE: "",
    Unit.HOUR: "h",
    Unit.DAY: "j",
    Unit.MONTH: "mois",
    Unit.METRE: "m",
    Unit.SQUARE_METRE: "m²",
    Unit.KILOGRAM: "kg",
    Unit.LITRE: "l",
    Unit.KILOMETRE: "km",
    Unit.FLAT_RATE: "forfait",
}


def sheet_of(
    invoice: Invoice,
    seller: LegalEntity,
    buyer: Customer,
    trade_name: str,
    contract_ends_on: date | None,
    logo: bytes | None = None,
) -> InvoiceSheet:
    """The sheet of an invoice in any state; before it has a number it is a draft and says so."""
    totals, order = invoice.totals, invoice.order
    return InvoiceSheet(
        draft=invoice.number is None,
        number=invoice.number,
        issued_on=invoice.issued_on,
        service_on=order.service_on if order else None,
        due_on=order.due_on if order else None,
        trade_name=trade_name,
        seller=seller_of(seller, logo),
        buyer=buyer_of(buyer),
        operation=operation_of(invoice.lines),
        lines=tuple(sheet_line(line) for line in invoice.lines),
        vat=tuple(SheetVat(one.rate, one.base_cents, one.vat_cents) for one in totals.vat),
        total_excluding_vat_cents=totals.excluding_vat_cents,
        total_vat_cents=totals.vat_cents,
        total_including_vat_cents=totals.including_vat_cents,
        payment_terms=_terms(invoice, seller, buyer),
        cape=cape_of(seller, contract_ends_on),
        name=KIND_NAMES[invoice.kind].replace("'", "’"),
        title=invoice.title,
        note=invoice.note,
        order_reference=invoice.order_reference,
        about=_about(invoice),
        discount=(invoice.discount.label, totals.discount_cents) if invoice.discount else None,
        deposits=tuple(
            (f"Acompte {one.deposit.number} du {one.deposit.issued_on:%d/%m/%Y}", one.including_vat_cents)
            for one in invoice.prepaid
        ),
        due_cents=invoice.due_cents if invoice.prepaid else None,
        mentions=mentions_of(invoice.lines, seller),
        transfer=_transfer(invoice, seller),
    )


def seller_of(seller: LegalEntity, logo: bytes | None = None) -> SheetSeller:
    """Who sells, as every document prints it."""
    contact = tuple(one for one in (seller.phone, seller.email, seller.website) if one)
    return SheetSeller(
        seller.name,
        seller.legal_form,
        seller.share_capital_cents,
        seller.address.lines,
        seller.siren,
        seller.rcs_city,
        seller.vat_number,
        seller.iban,
        seller.bic,
        contact,
        logo,
    )


def buyer_of(buyer: Customer) -> SheetBuyer:
    """Who pays, where the invoice goes and, when it is elsewhere, where the goods go."""
    delivered = buyer.delivery_address.lines if buyer.delivery_address else ()
    return SheetBuyer(
        buyer.name, (buyer.billing_address or buyer.address).lines, buyer.siren, buyer.vat_number, delivered
    )


def sheet_line(line: Line) -> SheetLine:
    """One line as it is printed."""
    return SheetLine(
        line.label,
        line.quantity,
        line.unit_price_cents,
        line.vat_rate,
        line.total_cents,
        UNIT_NAMES[line.unit],
        line.discount_percent,
        line.section,
        line.detail,
    )


def operation_of(lines: tuple[Line, ...]) -> str:
    """The category mention of the reform: goods, services, or both."""
    services = [line.nature is Nature.SERVICES for line in lines]
    if all(services):
        return "Prestation de services"
    return (
        "Opération mixte\u00a0: livraison de biens et prestation de services" if any(services) else "Livraison de biens"
    )


def mentions_of(lines: tuple[Line, ...], seller: LegalEntity) -> tuple[str, ...]:
    """Why there is no VAT, or that it is due with the invoice (INV-09): each mention once."""
    found = []
    for treatment in dict.fromkeys(line.vat_treatment for line in lines):
        if treatment is VatTreatment.FRANCHISE:
            found.append(exemption_text(seller) or NO_VAT_REASONS[treatment].mention)
        elif treatment is not VatTreatment.STANDARD:
            found.append(NO_VAT_REASONS[treatment].mention)
    has_services = any(line.nature is Nature.SERVICES for line in lines)
    debits = debits_text(seller)
    if has_services and debits:
        found.append(debits)
    return tuple(f"{one}." for one in found)


def cape_of(seller: LegalEntity, contract_ends_on: date | None) -> SheetCape | None:
    """The R127-3 mention of people under a CAPE (CAPE-05)."""
    if contract_ends_on is None:
        return None
    return SheetCape(seller.name, ", ".join(seller.address.lines), seller.siren, contract_ends_on)


def _about(invoice: Invoice) -> tuple[tuple[str, str], ...]:
    if invoice.original is None:
        return ()
    word = "Remplace la facture" if invoice.kind is InvoiceKind.CORRECTIVE else "Avoir sur la facture"
    return ((word, f"{invoice.original.number} du {invoice.original.issued_on:%d/%m/%Y}"),)


def _terms(invoice: Invoice, seller: LegalEntity, buyer: Customer) -> tuple[str, ...]:
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        return ("Le montant de cet avoir vient en déduction de la facture ; ce qui en est déjà payé est remboursé.",)
    due_on = invoice.order.due_on if invoice.order else None
    pay = (
        f"Paiement au plus tard le {due_on:%d/%m/%Y}."
        if due_on
        else f"Paiement à {buyer.payment_terms.days}\u00a0jours."
    )
    penalty = LATE_PENALTY
    if seller.late_penalty_percent is not None:
        rate = seller.late_penalty_percent.replace(".", ",")
        penalty = (
            f"En cas de retard de paiement, pénalités exigibles sans rappel au taux annuel de {rate}\u00a0% (art. L441-10 du"
            " code de commerce)."
        )
    between_businesses = (penalty, INDEMNITY) if buyer.kind is CustomerKind.BUSINESS else ()
    return (pay, *between_businesses, discount_text(seller).rstrip(".") + ".")


def _transfer(invoice: Invoice, seller: LegalEntity) -> SheetTransfer | None:
    """What is to be transferred; nothing for a draft, a credit note, or a seller without an account."""
    if seller.iban is None or invoice.number is None or invoice.sign < 0 or invoice.due_cents <= 0:
        return None
    return SheetTransfer(seller.name, seller.iban, seller.bic, invoice.due_cents, invoice.number)
