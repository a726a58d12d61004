"""An invoice as UBL 2.1 (OASIS), as EN 16931 restricts it: an Invoice, or a CreditNote for the types that are one."""

from essaim.einvoice.amounts import format_cents, format_decimal
from essaim.einvoice.codes import CREDIT_NOTES
from essaim.einvoice.model import Address, Allowance, EInvoice, Identifier, Line, Party, Period, Vat
from essaim.einvoice.tree import Node, document, to_bytes

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
TAX_POINTS = {"5": "3", "29": "35", "72": "432"}
"""When VAT is due (BT-8): the codes of UNTDID 2475 that CII uses, as those of UNTDID 2005 that UBL wants."""
NO_ORDER = "NA"
"""UBL wants the order (BT-13) beside a sales order (BT-14), even when there is none."""


def write_ubl(invoice: EInvoice) -> bytes:
    """The XML in UTF-8. Nothing is checked: see ``essaim.einvoice.checking``."""
    is_credit_note = invoice.type_code in CREDIT_NOTES
    name = "CreditNote" if is_credit_note else "Invoice"
    spaces = {"": f"urn:oasis:names:specification:ubl:schema:xsd:{name}-2", "cac": CAC, "cbc": CBC}
    root = document(spaces, name)
    root.text("cbc:CustomizationID", invoice.profile)
    root.text("cbc:ProfileID", invoice.process)
    root.text("cbc:ID", invoice.number)
    root.text("cbc:IssueDate", invoice.issued_on.isoformat())
    if invoice.due_on and not is_credit_note:
        root.text("cbc:DueDate", invoice.due_on.isoformat())
    if is_credit_note and invoice.tax_point_on:
        root.text("cbc:TaxPointDate", invoice.tax_point_on.isoformat())
    root.text(f"cbc:{name}TypeCode", invoice.type_code)
    for note in invoice.notes:
        root.text("cbc:Note", f"#{note.subject}#{note.text}" if note.subject else note.text)
    if not is_credit_note and invoice.tax_point_on:
        root.text("cbc:TaxPointDate", invoice.tax_point_on.isoformat())
    root.text("cbc:DocumentCurrencyCode", invoice.currency)
    root.text("cbc:TaxCurrencyCode", invoice.tax_currency)
    root.text("cbc:AccountingCost", invoice.buyer_account)
    root.text("cbc:BuyerReference", invoice.buyer_reference)
    _period(root, invoice.period, TAX_POINTS.get(invoice.tax_point_code, ""))
    _references(root, invoice, is_credit_note=is_credit_note)
    _party(root.child("cac:AccountingSupplierParty").child("cac:Party"), invoice.seller, invoice.creditor)
    _party(root.child("cac:AccountingCustomerParty").child("cac:Party"), invoice.buyer)
    _payee(root, invoice)
    _delivery(root, invoice)
    _means(root, invoice, is_credit_note=is_credit_note)
    if invoice.terms:
        root.child("cac:PaymentTerms").text("cbc:Note", invoice.terms)
    for one in invoice.allowances:
        _allowance(root, one, invoice.currency)
    _taxes(root, invoice)
    _totals(root, invoice)
    for line in invoice.lines:
        _line(root, line, invoice.currency, is_credit_note=is_credit_note)
    return to_bytes(root)


def _references(root: Node, invoice: EInvoice, *, is_credit_note: bool) -> None:
    if invoice.order or invoice.sales_order:
        order = root.child("cac:OrderReference")
        order.text("cbc:ID", invoice.order or NO_ORDER)
        order.text("cbc:SalesOrderID", invoice.sales_order)
    for reference in invoice.preceding:
        preceding = root.child("cac:BillingReference").child("cac:InvoiceDocumentReference")
        preceding.text("cbc:ID", reference.number)
        preceding.text("cbc:IssueDate", reference.issued_on.isoformat() if reference.issued_on else "")
    for name, value in (("Despatch", invoice.despatch_advice), ("Receipt", invoice.receiving_advice)):
        _reference(root, name, value)
    # The schemas of the two documents have what follows in another order, and only an invoice has a place for the project.
    if is_credit_note:
        _reference(root, "Contract", invoice.contract)
        _object(root, invoice.invoiced_object)
        _reference(root, "Additional", invoice.project, "50")
        _reference(root, "Originator", invoice.tender)
        return
    _reference(root, "Originator", invoice.tender)
    _reference(root, "Contract", invoice.contract)
    _object(root, invoice.invoiced_object)
    if invoice.project:
        root.child("cac:ProjectReference").text("cbc:ID", invoice.project)


def _reference(root: Node, kind: str, value: str, type_code: str = "") -> None:
    if value:
        reference = root.child(f"cac:{kind}DocumentReference")
        reference.text("cbc:ID", value)
        reference.text("cbc:DocumentTypeCode", type_code)


def _object(root: Node, object_: Identifier | None) -> None:
    if object_:
        reference = root.child("cac:AdditionalDocumentReference")
        reference.text("cbc:ID", object_.value, schemeID=object_.scheme)
        reference.text("cbc:DocumentTypeCode", "130")


def _party(node: Node, party: Party, creditor: str = "") -> None:
    if party.endpoint:
        node.text("cbc:EndpointID", party.endpoint.value, schemeID=party.endpoint.scheme)
    for one in party.identifiers:
        node.child("cac:PartyIdentification").text("cbc:ID", one.value, schemeID=one.scheme)
    if creditor:
        node.child("cac:PartyIdentification").text("cbc:ID", creditor, schemeID="SEPA")
    if party.trading_name:
        node.child("cac:PartyName").text("cbc:Name", party.trading_name)
    _address(node, "cac:PostalAddress", party.address)
    for scheme, value in (("VAT", party.vat_id), ("LOC", party.tax_id)):
        if value:
            tax = node.child("cac:PartyTaxScheme")
            tax.text("cbc:CompanyID", value)
            tax.child("cac:TaxScheme").text("cbc:ID", scheme)
    legal = node.child("cac:PartyLegalEntity")
    legal.text("cbc:RegistrationName", party.name)
    if party.legal_id:
        legal.text("cbc:CompanyID", party.legal_id.value, schemeID=party.legal_id.scheme)
    legal.text("cbc:CompanyLegalForm", party.legal_text)
    if party.contact:
        contact = node.child("cac:Contact")
        contact.text("cbc:Name", party.contact.name)
        contact.text("cbc:Telephone", party.contact.phone)
        contact.text("cbc:ElectronicMail", party.contact.email)


def _payee(root: Node, invoice: EInvoice) -> None:
    if invoice.payee is None:
        return
    payee = root.child("cac:PayeeParty")
    if invoice.payee.identifier:
        one = invoice.payee.identifier
        payee.child("cac:PartyIdentification").text("cbc:ID", one.value, schemeID=one.scheme)
    payee.child("cac:PartyName").text("cbc:Name", invoice.payee.name)
    if invoice.payee.legal_id:
        one = invoice.payee.legal_id
        payee.child("cac:PartyLegalEntity").text("cbc:CompanyID", one.value, schemeID=one.scheme)


def _delivery(root: Node, invoice: EInvoice) -> None:
    found = invoice.delivery
    if found is None:
        return
    delivery = root.child("cac:Delivery")
    delivery.text("cbc:ActualDeliveryDate", found.delivered_on.isoformat() if found.delivered_on else "")
    if found.location or found.address:
        place = delivery.child("cac:DeliveryLocation")
        if found.location:
            place.text("cbc:ID", found.location.value, schemeID=found.location.scheme)
        _address(place, "cac:Address", found.address)
    if found.name:
        delivery.child("cac:DeliveryParty").child("cac:PartyName").text("cbc:Name", found.name)


def _means(root: Node, invoice: EInvoice, *, is_credit_note: bool) -> None:
    for one in invoice.payment:
        means = root.child("cac:PaymentMeans")
        means.text("cbc:PaymentMeansCode", one.code, name=one.text)
        if is_credit_note and invoice.due_on:
            means.text("cbc:PaymentDueDate", invoice.due_on.isoformat())
        means.text("cbc:PaymentID", invoice.payment_reference)
        if one.card:
            card = means.child("cac:CardAccount")
            card.text("cbc:PrimaryAccountNumberID", one.card)
            card.text("cbc:NetworkID", "mapped-from-cii")
            card.text("cbc:HolderName", one.card_holder)
        if one.iban:
            account = means.child("cac:PayeeFinancialAccount")
            account.text("cbc:ID", one.iban)
            account.text("cbc:Name", one.account_name)
            if one.bic:
                account.child("cac:FinancialInstitutionBranch").text("cbc:ID", one.bic)
        if invoice.mandate or one.debited_iban:
            mandate = means.child("cac:PaymentMandate")
            mandate.text("cbc:ID", invoice.mandate)
            if one.debited_iban:
                mandate.child("cac:PayerFinancialAccount").text("cbc:ID", one.debited_iban)


def _taxes(root: Node, invoice: EInvoice) -> None:
    total = root.child("cac:TaxTotal")
    total.text("cbc:TaxAmount", format_cents(invoice.totals.tax_cents), currencyID=invoice.currency)
    for one in invoice.vat:
        part = total.child("cac:TaxSubtotal")
        part.text("cbc:TaxableAmount", format_cents(one.base_cents), currencyID=invoice.currency)
        part.text("cbc:TaxAmount", format_cents(one.tax_cents), currencyID=invoice.currency)
        category = part.child("cac:TaxCategory")
        category.text("cbc:ID", one.vat.category)
        category.text("cbc:Percent", "" if one.vat.rate is None else format_decimal(one.vat.rate))
        category.text("cbc:TaxExemptionReasonCode", one.reason_code)
        category.text("cbc:TaxExemptionReason", one.reason)
        category.child("cac:TaxScheme").text("cbc:ID", "VAT")
    cents = invoice.totals.accounting_tax_cents
    if cents is not None and invoice.tax_currency:
        root.child("cac:TaxTotal").text("cbc:TaxAmount", format_cents(cents), currencyID=invoice.tax_currency)


def _totals(root: Node, invoice: EInvoice) -> None:
    totals, currency = invoice.totals, invoice.currency
    node = root.child("cac:LegalMonetaryTotal")
    lines = totals.exclusive_cents if totals.lines_cents is None else totals.lines_cents
    node.text("cbc:LineExtensionAmount", format_cents(lines), currencyID=currency)
    node.text("cbc:TaxExclusiveAmount", format_cents(totals.exclusive_cents), currencyID=currency)
    node.text("cbc:TaxInclusiveAmount", format_cents(totals.inclusive_cents), currencyID=currency)
    less = any(not one.charge for one in invoice.allowances)
    more = any(one.charge for one in invoice.allowances)
    for name, cents, needed in (
        ("cbc:AllowanceTotalAmount", totals.allowances_cents, less),
        ("cbc:ChargeTotalAmount", totals.charges_cents, more),
        ("cbc:PrepaidAmount", totals.prepaid_cents, False),
        ("cbc:PayableRoundingAmount", totals.rounding_cents, False),
    ):
        if cents or needed:
            node.text(name, format_cents(cents), currencyID=currency)
    node.text("cbc:PayableAmount", format_cents(totals.payable_cents), currencyID=currency)


def _line(root: Node, line: Line, currency: str, *, is_credit_note: bool) -> None:
    kind = "CreditNote" if is_credit_note else "Invoice"
    node = root.child(f"cac:{kind}Line")
    node.text("cbc:ID", line.id)
    node.text("cbc:Note", line.note)
    quantity = "cbc:CreditedQuantity" if is_credit_note else "cbc:InvoicedQuantity"
    node.text(quantity, format_decimal(line.quantity), unitCode=line.unit)
    node.text("cbc:LineExtensionAmount", format_cents(line.net_cents), currencyID=currency)
    node.text("cbc:AccountingCost", line.buyer_account)
    _period(node, line.period)
    if line.order_line:
        node.child("cac:OrderLineReference").text("cbc:LineID", line.order_line)
    for one in line.allowances:
        _allowance(node, one, currency)
    item = node.child("cac:Item")
    item.text("cbc:Description", line.description)
    item.text("cbc:Name", line.name)
    if line.buyer_item:
        item.child("cac:BuyersItemIdentification").text("cbc:ID", line.buyer_item)
    if line.seller_item:
        item.child("cac:SellersItemIdentification").text("cbc:ID", line.seller_item)
    if line.standard_item:
        standard = line.standard_item
        item.child("cac:StandardItemIdentification").text("cbc:ID", standard.value, schemeID=standard.scheme)
    _category(item, "cac:ClassifiedTaxCategory", line.vat)
    price = node.child("cac:Price")
    price.text("cbc:PriceAmount", format_decimal(line.net_price), currencyID=currency)
    base = "" if line.base_quantity is None else format_decimal(line.base_quantity)
    price.text("cbc:BaseQuantity", base, unitCode=line.unit)
    if line.gross_price is not None and line.price_discount is not None:
        discount = price.child("cac:AllowanceCharge")
        discount.text("cbc:ChargeIndicator", "false")
        discount.text("cbc:Amount", format_decimal(line.price_discount), currencyID=currency)
        discount.text("cbc:BaseAmount", format_decimal(line.gross_price), currencyID=currency)


def _allowance(node: Node, one: Allowance, currency: str) -> None:
    charge = node.child("cac:AllowanceCharge")
    charge.text("cbc:ChargeIndicator", "true" if one.charge else "false")
    charge.text("cbc:AllowanceChargeReasonCode", one.reason_code)
    charge.text("cbc:AllowanceChargeReason", one.reason)
    charge.text("cbc:MultiplierFactorNumeric", "" if one.percent is None else format_decimal(one.percent))
    charge.text("cbc:Amount", format_cents(one.amount_cents), currencyID=currency)
    base = "" if one.base_cents is None else format_cents(one.base_cents)
    charge.text("cbc:BaseAmount", base, currencyID=currency)
    if one.vat is not None:
        _category(charge, "cac:TaxCategory", one.vat)


def _category(node: Node, name: str, vat: Vat) -> None:
    category = node.child(name)
    category.text("cbc:ID", vat.category)
    category.text("cbc:Percent", "" if vat.rate is None else format_decimal(vat.rate))
    category.child("cac:TaxScheme").text("cbc:ID", "VAT")


def _address(node: Node, name: str, address: Address | None) -> None:
    if address is None:
        return
    postal = node.child(name)
    postal.text("cbc:StreetName", address.line_one)
    postal.text("cbc:AdditionalStreetName", address.line_two)
    postal.text("cbc:CityName", address.city)
    postal.text("cbc:PostalZone", address.postcode)
    postal.text("cbc:CountrySubentity", address.subdivision)
    if address.line_three:
        postal.child("cac:AddressLine").text("cbc:Line", address.line_three)
    postal.child("cac:Country").text("cbc:IdentificationCode", address.country)


def _period(node: Node, period: Period | None, code: str = "") -> None:
    if period is None and not code:
        return
    billing = node.child("cac:InvoicePeriod")
    if period is not None:
        billing.text("cbc:StartDate", period.start_on.isoformat() if period.start_on else "")
        billing.text("cbc:EndDate", period.end_on.isoformat() if period.end_on else "")
    billing.text("cbc:DescriptionCode", code)
