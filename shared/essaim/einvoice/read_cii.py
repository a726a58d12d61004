"""A Cross Industry Invoice becomes an ``EInvoice``: any profile of Factur-X, ZUGFeRD 2 or XRechnung, as far as its fields go.

Lines that only group others or inform (EXTENDED) are left out, so that the sum of the lines is that of the invoice.
"""

from datetime import date

from essaim.einvoice.model import (
    Address,
    Contact,
    Delivery,
    EInvoice,
    Identifier,
    InvoiceReference,
    Line,
    Note,
    Party,
    Payee,
    PaymentMeans,
    Totals,
)
from essaim.einvoice.place import Place, Reading
from essaim.einvoice.read_cii_lines import read_allowances, read_breakdown, read_line, read_period
from essaim.einvoice.read_xml import Element
from essaim.einvoice.write_cii import SPACES

ROOT = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice"
_TRADE = "rsm:SupplyChainTradeTransaction"
_NOT_COUNTED = frozenset({"GROUP", "INFORMATION"})


def read_cii(root: Element) -> tuple[EInvoice, Reading]:
    """The invoice, to be used only when the reading has no problems."""
    reading = Reading(SPACES, _parse_day, "AAAAMMJJ (format 102)")
    top = Place(root, reading)
    head = _section(top, "rsm:ExchangedDocument")
    agreement = _section(top, f"{_TRADE}/ram:ApplicableHeaderTradeAgreement")
    delivery = _section(top, f"{_TRADE}/ram:ApplicableHeaderTradeDelivery")
    settlement = _section(top, f"{_TRADE}/ram:ApplicableHeaderTradeSettlement")
    context = "rsm:ExchangedDocumentContext/ram:"
    terms = settlement.all("ram:SpecifiedTradePaymentTerms")
    taxes = settlement.all("ram:ApplicableTradeTax")
    invoice = EInvoice(
        number=head.need("ram:ID", "BT-1", "BR-02"),
        issued_on=head.need_day("ram:IssueDateTime/udt:DateTimeString", "BT-2", "BR-03"),
        type_code=head.need("ram:TypeCode", "BT-3", "BR-04"),
        seller=_party(agreement, "ram:SellerTradeParty", "BT-27", "BR-06"),
        buyer=_party(agreement, "ram:BuyerTradeParty", "BT-44", "BR-07"),
        totals=_totals(settlement),
        lines=tuple(_lines(top)),
        vat=tuple(read_breakdown(one) for one in taxes),
        allowances=read_allowances(settlement),
        notes=tuple(Note(one.text("ram:Content"), one.text("ram:SubjectCode")) for one in head.all("ram:IncludedNote")),
        currency=settlement.need("ram:InvoiceCurrencyCode", "BT-5", "BR-05"),
        tax_currency=settlement.text("ram:TaxCurrencyCode"),
        profile=top.text(f"{context}GuidelineSpecifiedDocumentContextParameter/ram:ID"),
        process=top.text(f"{context}BusinessProcessSpecifiedDocumentContextParameter/ram:ID"),
        due_on=next((day for one in terms if (day := one.day("ram:DueDateDateTime/udt:DateTimeString", "BT-9"))), None),
        terms="\n".join(text for one in terms if (text := one.text("ram:Description"))),
        tax_point_on=next((day for one in taxes if (day := one.day("ram:TaxPointDate/udt:DateString", "BT-7"))), None),
        tax_point_code=next((code for one in taxes if (code := one.text("ram:DueDateTypeCode"))), ""),
        period=read_period(settlement, "BT-73", "BT-74"),
        delivery=_delivery(delivery),
        preceding=_preceding(settlement),
        payment=tuple(_means(one) for one in settlement.all("ram:SpecifiedTradeSettlementPaymentMeans")),
        payment_reference=settlement.text("ram:PaymentReference"),
        mandate=next((text for one in terms if (text := one.text("ram:DirectDebitMandateID"))), ""),
        creditor=settlement.text("ram:CreditorReferenceID"),
        payee=_payee(settlement),
        buyer_reference=agreement.text("ram:BuyerReference"),
        buyer_account=settlement.text("ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        project=agreement.text("ram:SpecifiedProcuringProject/ram:ID"),
        contract=agreement.text("ram:ContractReferencedDocument/ram:IssuerAssignedID"),
        order=agreement.text("ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"),
        sales_order=agreement.text("ram:SellerOrderReferencedDocument/ram:IssuerAssignedID"),
        receiving_advice=delivery.text("ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID"),
        despatch_advice=delivery.text("ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID"),
        tender=agreement.text("ram:AdditionalReferencedDocument[ram:TypeCode='50']/ram:IssuerAssignedID"),
        invoiced_object=_invoiced_object(agreement),
    )
    return invoice, reading


def _section(top: Place, path: str) -> Place:
    """A part of the document; the document itself when it is absent, so that each field in it is named as absent."""
    return top.one(path) or top


def _lines(top: Place) -> list[Line]:
    found = top.all(f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem")
    status = "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode"
    return [read_line(one) for one in found if one.text(status) not in _NOT_COUNTED]


def _totals(settlement: Place) -> Totals:
    summed = settlement.one("ram:SpecifiedTradeSettlementHeaderMonetarySummation") or settlement
    currency = settlement.text("ram:InvoiceCurrencyCode")
    taxes = {one.element.get("currencyID", currency): one for one in reversed(summed.all("ram:TaxTotalAmount"))}
    of_accounts = settlement.text("ram:TaxCurrencyCode")
    accounting = taxes.get(of_accounts) if of_accounts != currency else None
    own = taxes.get(currency)
    return Totals(
        lines_cents=summed.cents("ram:LineTotalAmount", "BT-106"),
        exclusive_cents=summed.need_cents("ram:TaxBasisTotalAmount", "BT-109", "BR-13"),
        tax_cents=(own.cents(".", "BT-110") or 0) if own else 0,
        inclusive_cents=summed.need_cents("ram:GrandTotalAmount", "BT-112", "BR-14"),
        payable_cents=summed.need_cents("ram:DuePayableAmount", "BT-115", "BR-15"),
        allowances_cents=summed.cents("ram:AllowanceTotalAmount", "BT-107") or 0,
        charges_cents=summed.cents("ram:ChargeTotalAmount", "BT-108") or 0,
        prepaid_cents=summed.cents("ram:TotalPrepaidAmount", "BT-113") or 0,
        rounding_cents=summed.cents("ram:RoundingAmount", "BT-114") or 0,
        accounting_tax_cents=accounting.cents(".", "BT-111") if accounting else None,
    )


def _party(agreement: Place, path: str, term: str, rule: str) -> Party:
    node = agreement.one(path)
    if node is None:
        agreement.report(path, term, rule, "absent, alors que ce champ est obligatoire")
        return Party("")
    legal, contact = "ram:SpecifiedLegalOrganization/ram:", node.one("ram:DefinedTradeContact")
    taxes = {
        one.attribute("ram:ID", "schemeID"): one.text("ram:ID") for one in node.all("ram:SpecifiedTaxRegistration")
    }
    return Party(
        name=node.need("ram:Name", term, rule),
        address=_address(node),
        trading_name=node.text(f"{legal}TradingBusinessName"),
        legal_id=node.identifier(f"{legal}ID"),
        identifiers=_identifiers(node),
        vat_id=taxes.get("VA", ""),
        tax_id=taxes.get("FC", ""),
        legal_text=node.text("ram:Description"),
        endpoint=node.identifier("ram:URIUniversalCommunication/ram:URIID"),
        contact=_contact(contact) if contact else None,
    )


def _identifiers(node: Place) -> tuple[Identifier, ...]:
    found = [*node.all("ram:ID"), *node.all("ram:GlobalID")]
    return tuple(Identifier(text, one.element.get("schemeID", "")) for one in found if (text := one.own_text()))


def _contact(node: Place) -> Contact:
    return Contact(
        name=node.text("ram:PersonName") or node.text("ram:DepartmentName"),
        phone=node.text("ram:TelephoneUniversalCommunication/ram:CompleteNumber"),
        email=node.text("ram:EmailURIUniversalCommunication/ram:URIID"),
    )


def _address(node: Place) -> Address | None:
    postal = node.one("ram:PostalTradeAddress")
    if postal is None:
        return None
    return Address(
        country=postal.text("ram:CountryID"),
        line_one=postal.text("ram:LineOne"),
        line_two=postal.text("ram:LineTwo"),
        line_three=postal.text("ram:LineThree"),
        postcode=postal.text("ram:PostcodeCode"),
        city=postal.text("ram:CityName"),
        subdivision=postal.text("ram:CountrySubDivisionName"),
    )


def _payee(settlement: Place) -> Payee | None:
    node = settlement.one("ram:PayeeTradeParty")
    if node is None:
        return None
    identifiers = _identifiers(node)
    legal = node.identifier("ram:SpecifiedLegalOrganization/ram:ID")
    return Payee(node.need("ram:Name", "BT-59", "BR-17"), identifiers[0] if identifiers else None, legal)


def _delivery(node: Place) -> Delivery | None:
    day = node.day("ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString", "BT-72")
    place = node.one("ram:ShipToTradeParty")
    if place is None:
        return Delivery(day) if day else None
    identifiers = _identifiers(place)
    found = Delivery(day, place.text("ram:Name"), identifiers[0] if identifiers else None, _address(place))
    return found if found != Delivery() else None


def _preceding(settlement: Place) -> tuple[InvoiceReference, ...]:
    day = "ram:FormattedIssueDateTime/qdt:DateTimeString"
    found = settlement.all("ram:InvoiceReferencedDocument")
    return tuple(
        InvoiceReference(one.need("ram:IssuerAssignedID", "BT-25", "BR-55"), one.day(day, "BT-26")) for one in found
    )


def _means(node: Place) -> PaymentMeans:
    account, card = "ram:PayeePartyCreditorFinancialAccount/ram:", "ram:ApplicableTradeSettlementFinancialCard/ram:"
    return PaymentMeans(
        code=node.need("ram:TypeCode", "BT-81", "BR-49"),
        text=node.text("ram:Information"),
        iban=node.text(f"{account}IBANID") or node.text(f"{account}ProprietaryID"),
        account_name=node.text(f"{account}AccountName"),
        bic=node.text("ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
        card=node.text(f"{card}ID"),
        card_holder=node.text(f"{card}CardholderName"),
        debited_iban=node.text("ram:PayerPartyDebtorFinancialAccount/ram:IBANID"),
    )


def _invoiced_object(agreement: Place) -> Identifier | None:
    node = agreement.one("ram:AdditionalReferencedDocument[ram:TypeCode='130']")
    if node is None or not (value := node.text("ram:IssuerAssignedID")):
        return None
    return Identifier(value, node.text("ram:ReferenceTypeCode"))


def _parse_day(text: str, form: str | None) -> date | None:
    if form not in (None, "102") or len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
