"""From an invoice to the sheet that is printed: the texts of the mandatory mentions (INV-01, INV-05, CAPE-05)."""

from datetime import date

from accounting.domain.invoice import Invoice
from accounting.domain.invoice_sheet import InvoiceSheet, SheetBuyer, SheetCape, SheetLine, SheetSeller, SheetVat
from accounting.domain.parties import Customer, CustomerKind, LegalEntity
from accounting.domain.pricing import Line, Nature

LATE_PENALTY = (
    "En cas de retard de paiement, pénalités exigibles sans rappel au taux de refinancement de la Banque centrale"
    " européenne majoré de 10\u00a0points (art. L441-10 du code de commerce)."
)
INDEMNITY = (
    "Tout retard de paiement entraîne en outre une indemnité forfaitaire pour frais de recouvrement de 40\u00a0€"
    " (art. D441-5 du code de commerce)."
)
NO_DISCOUNT = "Pas d’escompte pour paiement anticipé."


def sheet_of(
    invoice: Invoice, seller: LegalEntity, buyer: Customer, trade_name: str, contract_ends_on: date | None
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
        seller=_seller(seller),
        buyer=SheetBuyer(buyer.name, buyer.address.lines, buyer.siren, buyer.vat_number),
        operation=_operation(invoice.lines),
        lines=tuple(
            SheetLine(line.label, line.quantity, line.unit_price_cents, line.vat_rate, line.total_cents)
            for line in invoice.lines
        ),
        vat=tuple(SheetVat(one.rate, one.base_cents, one.vat_cents) for one in totals.vat),
        total_excluding_vat_cents=totals.excluding_vat_cents,
        total_vat_cents=totals.vat_cents,
        total_including_vat_cents=totals.including_vat_cents,
        payment_terms=_terms(order.due_on if order else None, buyer),
        cape=_cape(seller, contract_ends_on),
    )


def _seller(seller: LegalEntity) -> SheetSeller:
    return SheetSeller(
        seller.name,
        seller.legal_form,
        seller.share_capital_cents,
        seller.address.lines,
        seller.siren,
        seller.rcs_city,
        seller.vat_number,
        seller.iban,
    )


def _operation(lines: tuple[Line, ...]) -> str:
    services = [line.nature is Nature.SERVICES for line in lines]
    if all(services):
        return "Prestation de services"
    return (
        "Opération mixte\u00a0: livraison de biens et prestation de services" if any(services) else "Livraison de biens"
    )


def _terms(due_on: date | None, buyer: Customer) -> tuple[str, ...]:
    pay = f"Paiement au plus tard le {due_on:%d/%m/%Y}." if due_on else "Paiement à 30\u00a0jours."
    between_businesses = (LATE_PENALTY, INDEMNITY) if buyer.kind is CustomerKind.BUSINESS else ()
    return (pay, *between_businesses, NO_DISCOUNT)


def _cape(seller: LegalEntity, contract_ends_on: date | None) -> SheetCape | None:
    if contract_ends_on is None:
        return None
    return SheetCape(seller.name, ", ".join(seller.address.lines), seller.siren, contract_ends_on)
