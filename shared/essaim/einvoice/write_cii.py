"""An invoice as UN/CEFACT Cross Industry Invoice (D22B, as EN 16931 restricts it): the data of a Factur-X, or a file."""

from datetime import date

from essaim.einvoice.amounts import format_cents, format_decimal
from essaim.einvoice.model import (
    Allowance,
    EInvoice,
    Line,
    Period,
    VatBreakdown,
)
from essaim.einvoice.tree import Node, document, to_bytes
from essaim.einvoice.write_cii_parties import write_address, write_identifier, write_party

SPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}


def write_cii(invoice: EInvoice) -> bytes:
    """The XML in UTF-8. Nothing is checked: see ``essaim.einvoice.checking``."""
    root = document(SPACES, "rsm:CrossIndustryInvoice")
    context = root.child("rsm:ExchangedDocumentContext")
    if invoice.process:
        context.child("ram:BusinessProcessSpecifiedDocumentContextParameter").text("ram:ID", invoice.process)
    context.child("ram:GuidelineSpecifiedDocumentContextParameter").text("ram:ID", invoice.profile)
    head = root.child("rsm:ExchangedDocument")
    head.text("ram:ID", invoice.number)
    head.text("ram:TypeCode", invoice.type_code)
    _day(head.child("ram:IssueDateTime"), invoice.issued_on)
    for note in invoice.notes:
        included = head.child("ram:IncludedNote")
        included.text("ram:Content", note.text)
        included.text("ram:SubjectCode", note.subject)
    deal = root.child("rsm:SupplyChainTradeTransaction")
    for line in invoice.lines:
        _line(deal.child("ram:IncludedSupplyChainTradeLineItem"), line)
    _agreement(deal.child("ram:ApplicableHeaderTradeAgreement"), invoice)
    _delivery(deal.child("ram:ApplicableHeaderTradeDelivery"), invoice)
    _settlement(deal.child("ram:ApplicableHeaderTradeSettlement"), invoice)
    return to_bytes(root)


def _line(node: Node, line: Line) -> None:
    place = node.child("ram:AssociatedDocumentLineDocument")
    place.text("ram:LineID", line.id)
    if line.note:
        place.child("ram:IncludedNote").text("ram:Content", line.note)
    product = node.child("ram:SpecifiedTradeProduct")
    if line.standard_item:
        product.text("ram:GlobalID", line.standard_item.value, schemeID=line.standard_item.scheme)
    product.text("ram:SellerAssignedID", line.seller_item)
    product.text("ram:BuyerAssignedID", line.buyer_item)
    product.text("ram:Name", line.name)
    product.text("ram:Description", line.description)
    agreement = node.child("ram:SpecifiedLineTradeAgreement")
    if line.order_line:
        agreement.child("ram:BuyerOrderReferencedDocument").text("ram:LineID", line.order_line)
    base = format_decimal(line.base_quantity) if line.base_quantity is not None else ""
    if line.gross_price is not None:
        gross = agreement.child("ram:GrossPriceProductTradePrice")
        gross.text("ram:ChargeAmount", format_decimal(line.gross_price))
        gross.text("ram:BasisQuantity", base, unitCode=line.unit)
        if line.price_discount is not None:
            applied = gross.child("ram:AppliedTradeAllowanceCharge")
            applied.child("ram:ChargeIndicator").text("udt:Indicator", "false")
            applied.text("ram:ActualAmount", format_decimal(line.price_discount))
    net = agreement.child("ram:NetPriceProductTradePrice")
    net.text("ram:ChargeAmount", format_decimal(line.net_price))
    net.text("ram:BasisQuantity", base, unitCode=line.unit)
    delivery = node.child("ram:SpecifiedLineTradeDelivery")
    delivery.text("ram:BilledQuantity", format_decimal(line.quantity), unitCode=line.unit)
    settlement = node.child("ram:SpecifiedLineTradeSettlement")
    tax = settlement.child("ram:ApplicableTradeTax")
    tax.text("ram:TypeCode", "VAT")
    tax.text("ram:CategoryCode", line.vat.category)
    tax.text("ram:RateApplicablePercent", "" if line.vat.rate is None else format_decimal(line.vat.rate))
    _period(settlement, line.period)
    for one in line.allowances:
        _allowance(settlement, one)
    summed = settlement.child("ram:SpecifiedTradeSettlementLineMonetarySummation")
    summed.text("ram:LineTotalAmount", format_cents(line.net_cents))
    if line.buyer_account:
        settlement.child("ram:ReceivableSpecifiedTradeAccountingAccount").text("ram:ID", line.buyer_account)


def _agreement(node: Node, invoice: EInvoice) -> None:
    node.text("ram:BuyerReference", invoice.buyer_reference)
    write_party(node.child("ram:SellerTradeParty"), invoice.seller)
    write_party(node.child("ram:BuyerTradeParty"), invoice.buyer)
    for name, value in (
        ("ram:SellerOrderReferencedDocument", invoice.sales_order),
        ("ram:BuyerOrderReferencedDocument", invoice.order),
        ("ram:ContractReferencedDocument", invoice.contract),
    ):
        if value:
            node.child(name).text("ram:IssuerAssignedID", value)
    if invoice.tender:
        tender = node.child("ram:AdditionalReferencedDocument")
        tender.text("ram:IssuerAssignedID", invoice.tender)
        tender.text("ram:TypeCode", "50")
    if invoice.invoiced_object:
        object_ = node.child("ram:AdditionalReferencedDocument")
        object_.text("ram:IssuerAssignedID", invoice.invoiced_object.value)
        object_.text("ram:TypeCode", "130")
        object_.text("ram:ReferenceTypeCode", invoice.invoiced_object.scheme)
    if invoice.project:
        project = node.child("ram:SpecifiedProcuringProject")
        project.text("ram:ID", invoice.project)
        project.text("ram:Name", "Project reference")


def _delivery(node: Node, invoice: EInvoice) -> None:
    delivery = invoice.delivery
    if delivery and (delivery.address or delivery.name or delivery.location):
        place = node.child("ram:ShipToTradeParty")
        write_identifier(place, delivery.location)
        place.text("ram:Name", delivery.name)
        write_address(place, delivery.address)
    if delivery and delivery.delivered_on:
        event = node.child("ram:ActualDeliverySupplyChainEvent")
        _day(event.child("ram:OccurrenceDateTime"), delivery.delivered_on)
    for name, value in (
        ("ram:DespatchAdviceReferencedDocument", invoice.despatch_advice),
        ("ram:ReceivingAdviceReferencedDocument", invoice.receiving_advice),
    ):
        if value:
            node.child(name).text("ram:IssuerAssignedID", value)


def _settlement(node: Node, invoice: EInvoice) -> None:
    node.text("ram:CreditorReferenceID", invoice.creditor)
    node.text("ram:PaymentReference", invoice.payment_reference)
    node.text("ram:TaxCurrencyCode", invoice.tax_currency)
    node.text("ram:InvoiceCurrencyCode", invoice.currency)
    _payee(node, invoice)
    _means(node, invoice)
    for one in invoice.vat:
        _tax(node, one, invoice)
    _period(node, invoice.period)
    for allowance in invoice.allowances:
        _allowance(node, allowance)
    if invoice.terms or invoice.due_on or invoice.mandate:
        terms = node.child("ram:SpecifiedTradePaymentTerms")
        terms.text("ram:Description", invoice.terms)
        if invoice.due_on:
            _day(terms.child("ram:DueDateDateTime"), invoice.due_on)
        terms.text("ram:DirectDebitMandateID", invoice.mandate)
    _summation(node, invoice)
    for reference in invoice.preceding:
        preceding = node.child("ram:InvoiceReferencedDocument")
        preceding.text("ram:IssuerAssignedID", reference.number)
        if reference.issued_on:
            _day(preceding.child("ram:FormattedIssueDateTime"), reference.issued_on, space="qdt")
    if invoice.buyer_account:
        node.child("ram:ReceivableSpecifiedTradeAccountingAccount").text("ram:ID", invoice.buyer_account)


def _payee(node: Node, invoice: EInvoice) -> None:
    if invoice.payee is None:
        return
    payee = node.child("ram:PayeeTradeParty")
    write_identifier(payee, invoice.payee.identifier)
    payee.text("ram:Name", invoice.payee.name)
    if invoice.payee.legal_id:
        legal = payee.child("ram:SpecifiedLegalOrganization")
        legal.text("ram:ID", invoice.payee.legal_id.value, schemeID=invoice.payee.legal_id.scheme)


def _means(node: Node, invoice: EInvoice) -> None:
    for one in invoice.payment:
        means = node.child("ram:SpecifiedTradeSettlementPaymentMeans")
        means.text("ram:TypeCode", one.code)
        means.text("ram:Information", one.text)
        if one.card:
            card = means.child("ram:ApplicableTradeSettlementFinancialCard")
            card.text("ram:ID", one.card)
            card.text("ram:CardholderName", one.card_holder)
        if one.debited_iban:
            means.child("ram:PayerPartyDebtorFinancialAccount").text("ram:IBANID", one.debited_iban)
        if one.iban:
            account = means.child("ram:PayeePartyCreditorFinancialAccount")
            account.text("ram:IBANID", one.iban)
            account.text("ram:AccountName", one.account_name)
        if one.bic:
            means.child("ram:PayeeSpecifiedCreditorFinancialInstitution").text("ram:BICID", one.bic)


def _tax(node: Node, one: VatBreakdown, invoice: EInvoice) -> None:
    tax = node.child("ram:ApplicableTradeTax")
    tax.text("ram:CalculatedAmount", format_cents(one.tax_cents))
    tax.text("ram:TypeCode", "VAT")
    tax.text("ram:ExemptionReason", one.reason)
    tax.text("ram:BasisAmount", format_cents(one.base_cents))
    tax.text("ram:CategoryCode", one.vat.category)
    tax.text("ram:ExemptionReasonCode", one.reason_code)
    if invoice.tax_point_on:
        day = tax.child("ram:TaxPointDate")
        day.text("udt:DateString", invoice.tax_point_on.strftime("%Y%m%d"), format="102")
    tax.text("ram:DueDateTypeCode", invoice.tax_point_code)
    tax.text("ram:RateApplicablePercent", "" if one.vat.rate is None else format_decimal(one.vat.rate))


def _summation(node: Node, invoice: EInvoice) -> None:
    totals = invoice.totals
    summed = node.child("ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    if totals.lines_cents is not None:
        summed.text("ram:LineTotalAmount", format_cents(totals.lines_cents))
    if totals.charges_cents or any(one.charge for one in invoice.allowances):
        summed.text("ram:ChargeTotalAmount", format_cents(totals.charges_cents))
    if totals.allowances_cents or any(not one.charge for one in invoice.allowances):
        summed.text("ram:AllowanceTotalAmount", format_cents(totals.allowances_cents))
    summed.text("ram:TaxBasisTotalAmount", format_cents(totals.exclusive_cents))
    summed.text("ram:TaxTotalAmount", format_cents(totals.tax_cents), currencyID=invoice.currency)
    if totals.accounting_tax_cents is not None and invoice.tax_currency:
        summed.text("ram:TaxTotalAmount", format_cents(totals.accounting_tax_cents), currencyID=invoice.tax_currency)
    if totals.rounding_cents:
        summed.text("ram:RoundingAmount", format_cents(totals.rounding_cents))
    summed.text("ram:GrandTotalAmount", format_cents(totals.inclusive_cents))
    if totals.prepaid_cents:
        summed.text("ram:TotalPrepaidAmount", format_cents(totals.prepaid_cents))
    summed.text("ram:DuePayableAmount", format_cents(totals.payable_cents))


def _allowance(node: Node, one: Allowance) -> None:
    charge = node.child("ram:SpecifiedTradeAllowanceCharge")
    charge.child("ram:ChargeIndicator").text("udt:Indicator", "true" if one.charge else "false")
    charge.text("ram:CalculationPercent", "" if one.percent is None else format_decimal(one.percent))
    charge.text("ram:BasisAmount", "" if one.base_cents is None else format_cents(one.base_cents))
    charge.text("ram:ActualAmount", format_cents(one.amount_cents))
    charge.text("ram:ReasonCode", one.reason_code)
    charge.text("ram:Reason", one.reason)
    if one.vat is not None:
        tax = charge.child("ram:CategoryTradeTax")
        tax.text("ram:TypeCode", "VAT")
        tax.text("ram:CategoryCode", one.vat.category)
        tax.text("ram:RateApplicablePercent", "" if one.vat.rate is None else format_decimal(one.vat.rate))


def _period(node: Node, period: Period | None) -> None:
    if period is None:
        return
    billing = node.child("ram:BillingSpecifiedPeriod")
    for name, day in (("ram:StartDateTime", period.start_on), ("ram:EndDateTime", period.end_on)):
        if day:
            _day(billing.child(name), day)


def _day(node: Node, day: date, *, space: str = "udt") -> None:
    node.text(f"{space}:DateTimeString", day.strftime("%Y%m%d"), format="102")
