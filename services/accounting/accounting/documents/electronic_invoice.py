"""An issued invoice as EN 16931 has it, to be written as CII, UBL or Factur-X (INV-01, INV-04, INV-05, INV-12).

The same facts as on paper: totals per rate, discounts as allowances, deposits as prepaid, what the law wants as notes.
"""

from decimal import Decimal

from accounting.domain.invoice import Invoice, Issued
from accounting.domain.invoice_parts import TYPE_CODES, InvoiceKind
from accounting.domain.invoice_sheet import InvoiceSheet
from accounting.domain.parties import Address as PostalAddress, Customer, CustomerKind, LegalEntity
from accounting.domain.pricing import Line as PricedLine, Nature, net_of_lines
from accounting.domain.vat import NO_VAT_REASONS, VatOfRate, VatTreatment
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
    Totals,
    Vat,
    VatBreakdown,
)

_TREATMENTS = {(True, True): "B2B", (True, False): "B2BINT", (False, True): "B2C", (False, False): "B2CINT"}
"""What the reform does with it: between businesses or not, within France or not."""


def electronic_invoice(invoice: Invoice, certain: Issued, sheet: InvoiceSheet) -> EInvoice:
    """The invoice. ``sheet`` is what is printed of it: texts come from there, so that paper and data say the same."""
    totals, order = invoice.totals, certain.order
    payment = _payment(invoice, order.seller)
    return EInvoice(
        number=certain.number,
        issued_on=certain.issued_on,
        type_code=TYPE_CODES[invoice.kind],
        seller=_seller(order.seller, sheet),
        buyer=_buyer(order.buyer),
        totals=Totals(
            lines_cents=totals.lines_cents,
            exclusive_cents=totals.excluding_vat_cents,
            tax_cents=totals.vat_cents,
            inclusive_cents=totals.including_vat_cents,
            payable_cents=invoice.due_cents,
            allowances_cents=totals.discount_cents,
            prepaid_cents=invoice.prepaid_cents,
        ),
        lines=tuple(_line(str(place), line) for place, line in enumerate(invoice.lines, start=1)),
        vat=_breakdown(totals.vat, sheet.mentions),
        allowances=_allowances(invoice),
        notes=_notes(invoice, order.buyer, sheet),
        process=_process(invoice),
        due_on=order.due_on if invoice.kind is not InvoiceKind.CREDIT_NOTE else None,
        terms=sheet.payment_terms[0] if sheet.payment_terms else "",
        tax_point_code=_tax_point(invoice, order.seller),
        delivery=Delivery(delivered_on=order.service_on, address=_address(_delivered_to(invoice, order.buyer))),
        preceding=_preceding(invoice),
        payment=payment,
        payment_reference=certain.number if payment else "",
        order=invoice.order_reference,
    )


def _seller(seller: LegalEntity, sheet: InvoiceSheet) -> Party:
    capital = f" au capital de {seller.share_capital_cents // 100} EUR" if seller.share_capital_cents else ""
    register = f", RCS {seller.rcs_city}" if seller.rcs_city else ""
    has_contact = seller.email or seller.phone
    return Party(
        name=seller.name,
        address=_address(seller.address),
        trading_name=sheet.trade_name,
        legal_id=Identifier(seller.siren, codes.SIREN_SCHEME),
        vat_id=seller.vat_number,
        # Who is not liable for VAT still has to say under which number the tax office knows it (BR-E-02).
        tax_id="" if seller.vat_number else seller.siren,
        legal_text=f"{seller.legal_form}{capital}{register}",
        endpoint=Identifier(seller.electronic_address or seller.siren, codes.FRENCH_ENDPOINT),
        contact=Contact(seller.name, seller.phone or "", seller.email or "") if has_contact else None,
    )


def _buyer(buyer: Customer) -> Party:
    endpoint = buyer.electronic_address or buyer.siren
    return Party(
        name=buyer.name,
        address=_address(buyer.billing_address or buyer.address),
        legal_id=Identifier(buyer.siren, codes.SIREN_SCHEME) if buyer.siren else None,
        identifiers=(Identifier(buyer.siret, codes.SIRET_SCHEME),) if buyer.siret else (),
        vat_id=buyer.vat_number or "",
        endpoint=Identifier(endpoint, codes.FRENCH_ENDPOINT) if endpoint else None,
    )


def _address(address: PostalAddress | None) -> Address | None:
    if address is None:
        return None
    return Address(country=address.country, line_one=address.line, postcode=address.postcode, city=address.city)


def _delivered_to(invoice: Invoice, buyer: Customer) -> PostalAddress | None:
    """Where the goods go: said when it is elsewhere, and always when they go to another country untaxed (BR-IC-12)."""
    leaves = any(line.vat_treatment is VatTreatment.INTRA_COMMUNITY for line in invoice.lines)
    return buyer.delivery_address or (buyer.address if leaves else None)


def _line(id_: str, line: PricedLine) -> Line:
    allowances: tuple[Allowance, ...] = ()
    if line.discount_cents:
        percent = Decimal(line.discount_percent)
        allowances = (Allowance(line.discount_cents, reason="Remise", percent=percent, base_cents=line.gross_cents),)
    return Line(
        id=id_,
        name=line.label,
        quantity=Decimal(line.quantity),
        unit=line.unit.value,
        net_price=Decimal(line.unit_price_cents) / 100,
        vat=_vat(line.vat_treatment, line.vat_rate),
        net_cents=line.total_cents,
        description=line.detail,
        allowances=allowances,
    )


def _vat(treatment: VatTreatment, rate: str) -> Vat:
    if treatment is VatTreatment.STANDARD:
        return Vat(codes.VatCategory.STANDARD, Decimal(rate))
    return Vat(codes.VatCategory(NO_VAT_REASONS[treatment].category), Decimal(0))


def _breakdown(parts: tuple[VatOfRate, ...], mentions: tuple[str, ...]) -> tuple[VatBreakdown, ...]:
    """By category and rate. Two reasons of one category (franchise and exempt) are one part, with both texts (BR-E-01)."""
    found: dict[Vat, VatBreakdown] = {}
    for one in parts:
        vat, (reason, code) = _vat(one.treatment, one.rate), _reason(one.treatment, mentions)
        part = VatBreakdown(vat, one.base_cents, one.vat_cents, reason, code)
        if same := found.get(vat):
            base, tax = same.base_cents + part.base_cents, same.tax_cents + part.tax_cents
            # There is room for one code only, and either would be wrong for the other part.
            part = VatBreakdown(vat, base, tax, f"{same.reason} ; {reason}")
        found[vat] = part
    return tuple(found.values())


def _reason(treatment: VatTreatment, mentions: tuple[str, ...]) -> tuple[str, str]:
    """Text and code of the reason for which there is no VAT; the text is that of the paper."""
    reason = NO_VAT_REASONS.get(treatment)
    if reason is None:
        return "", ""
    if treatment is VatTreatment.FRANCHISE:
        return next((one.rstrip(".") for one in mentions if "non applicable" in one), reason.mention), reason.code
    return reason.mention, reason.code


def _allowances(invoice: Invoice) -> tuple[Allowance, ...]:
    """The discount on the whole document, by category and rate: the parts that its lines have of it."""
    if invoice.discount is None:
        return ()
    parts: dict[Vat, int] = {}
    for line, net in zip(invoice.lines, net_of_lines(invoice.lines, invoice.discount), strict=True):
        vat = _vat(line.vat_treatment, line.vat_rate)
        parts[vat] = parts.get(vat, 0) + line.total_cents - net
    return tuple(Allowance(cents, reason=invoice.discount.label, vat=vat) for vat, cents in parts.items() if cents)


def _notes(invoice: Invoice, buyer: Customer, sheet: InvoiceSheet) -> tuple[Note, ...]:
    is_business = buyer.kind is CustomerKind.BUSINESS
    is_french = (buyer.billing_address or buyer.address).country == "FR"
    notes = [Note(_TREATMENTS[is_business, is_french], codes.TREATMENT_NOTE)]
    if is_business:
        notes += _between_businesses(invoice, sheet)
    notes += [Note(one.rstrip("."), codes.TAX_NOTE) for one in sheet.mentions if "débits" in one]
    if sheet.cape is not None:
        cape = sheet.cape
        text = (
            f"Activité exercée par des bénéficiaires d’un CAPE (art. R127-3 du code de commerce) ; responsable de l’appui : "
            f"{cape.supporter_name}, {cape.registered_office}, {cape.identification_number} ; terme du contrat : "
            f"{cape.contract_ends_on:%d/%m/%Y}"
        )
        notes.append(Note(text, codes.LEGAL_NOTE))
    if invoice.note:
        notes.append(Note(invoice.note))
    return tuple(notes)


def _between_businesses(invoice: Invoice, sheet: InvoiceSheet) -> list[Note]:
    """Indemnity, penalties and discount, each once, as the French rules want them (INV-05)."""
    penalty = next((one for one in sheet.payment_terms if "pénalités" in one), "Pénalités de retard : taux légal")
    indemnity = next((one for one in sheet.payment_terms if "indemnité" in one), "Indemnité forfaitaire de 40 €")
    discount = sheet.payment_terms[-1] if invoice.sign > 0 else "Pas d’escompte pour paiement anticipé."
    return [
        Note(indemnity, codes.RECOVERY_NOTE),
        Note(penalty, codes.PENALTY_NOTE),
        Note(discount, codes.DISCOUNT_NOTE),
    ]


def _process(invoice: Invoice) -> str:
    services = [line.nature is Nature.SERVICES for line in invoice.lines]
    letter = "S" if all(services) else "M" if any(services) else "B"
    return f"{letter}{4 if invoice.prepaid else 1}"


def _tax_point(invoice: Invoice, seller: LegalEntity) -> str:
    """When the VAT is due: with the invoice for who opted for debits, when services are paid otherwise."""
    if not any(line.nature is Nature.SERVICES for line in invoice.lines) or not seller.vat_number:
        return ""
    return codes.DUE_ON_INVOICE if seller.vat_on_debits else codes.DUE_ON_PAYMENT


def _preceding(invoice: Invoice) -> tuple[InvoiceReference, ...]:
    about = [invoice.original] if invoice.original else [one.deposit for one in invoice.prepaid]
    return tuple(InvoiceReference(one.number, one.issued_on) for one in about)


def _payment(invoice: Invoice, seller: LegalEntity) -> tuple[PaymentMeans, ...]:
    if seller.iban is None or invoice.kind is InvoiceKind.CREDIT_NOTE:
        return ()
    return (PaymentMeans("58", iban=seller.iban, account_name=seller.name, bic=seller.bic or ""),)
