"""A UBL 2.1 Invoice or CreditNote becomes an ``EInvoice``: EN 16931, Peppol or any other use of it, as far as its fields go."""

import re
from datetime import date

from essaim.einvoice.codes import CREDIT_NOTES
from essaim.einvoice.model import (
    Address,
    Contact,
    Delivery,
    EInvoice,
    Identifier,
    InvoiceReference,
    Note,
    Party,
    Payee,
    PaymentMeans,
    Totals,
)
from essaim.einvoice.place import Place, Reading
from essaim.einvoice.read_ubl_lines import read_allowances, read_breakdown, read_line, read_period
from essaim.einvoice.read_xml import Element
from essaim.einvoice.write_ubl import CAC, CBC, TAX_POINTS

INVOICE_ROOT = "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice"
CREDIT_NOTE_ROOT = "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote"
_NOTE = re.compile(r"#([A-Z]{3})#(.*)", re.DOTALL)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_REFERENCE = "cac:{}DocumentReference/cbc:ID"
_CREDITOR_SCHEME = "SEPA"
_NO_ORDER = "NA"
"""What UBL has for the number of an order when only that of the seller is known."""


def read_ubl(root: Element) -> tuple[EInvoice, Reading]:
    """The invoice, to be used only when the reading has no problems."""
    reading = Reading({"cac": CAC, "cbc": CBC}, _parse_day, "AAAA-MM-JJ")
    top = Place(root, reading)
    kind = "CreditNote" if root.tag == CREDIT_NOTE_ROOT else "Invoice"
    means = top.all("cac:PaymentMeans")
    seller = top.one("cac:AccountingSupplierParty/cac:Party")
    invoice = EInvoice(
        number=top.need("cbc:ID", "BT-1", "BR-02"),
        issued_on=top.need_day("cbc:IssueDate", "BT-2", "BR-03"),
        type_code=top.need(f"cbc:{kind}TypeCode", "BT-3", "BR-04"),
        seller=_party(top, "cac:AccountingSupplierParty/cac:Party", "BT-27", "BR-06"),
        buyer=_party(top, "cac:AccountingCustomerParty/cac:Party", "BT-44", "BR-07"),
        totals=_totals(top),
        lines=tuple(read_line(one, kind) for one in top.all(f"cac:{kind}Line")),
        vat=tuple(read_breakdown(one) for one in top.all("cac:TaxTotal/cac:TaxSubtotal")),
        allowances=read_allowances(top),
        notes=tuple(_note(text) for one in top.all("cbc:Note") if (text := one.own_text())),
        currency=top.need("cbc:DocumentCurrencyCode", "BT-5", "BR-05"),
        tax_currency=top.text("cbc:TaxCurrencyCode"),
        profile=top.text("cbc:CustomizationID"),
        process=top.text("cbc:ProfileID"),
        due_on=top.day("cbc:DueDate", "BT-9") or _first_due(means),
        terms="\n".join(text for one in top.all("cac:PaymentTerms/cbc:Note") if (text := one.own_text())),
        tax_point_on=top.day("cbc:TaxPointDate", "BT-7"),
        tax_point_code=_tax_point(top.text("cac:InvoicePeriod/cbc:DescriptionCode")),
        period=read_period(top, "BT-73", "BT-74"),
        delivery=_delivery(top),
        preceding=_preceding(top),
        payment=tuple(_means(one) for one in means),
        payment_reference=next((text for one in means if (text := one.text("cbc:PaymentID"))), ""),
        mandate=next((text for one in means if (text := one.text("cac:PaymentMandate/cbc:ID"))), ""),
        creditor=_creditor(seller) if seller else "",
        payee=_payee(top),
        buyer_reference=top.text("cbc:BuyerReference"),
        buyer_account=top.text("cbc:AccountingCost"),
        project=top.text("cac:ProjectReference/cbc:ID") or _additional(top, "50"),
        contract=top.text(_REFERENCE.format("Contract")),
        order=_order(top),
        sales_order=top.text("cac:OrderReference/cbc:SalesOrderID"),
        receiving_advice=top.text(_REFERENCE.format("Receipt")),
        despatch_advice=top.text(_REFERENCE.format("Despatch")),
        tender=top.text(_REFERENCE.format("Originator")),
        invoiced_object=_invoiced_object(top),
    )
    if (invoice.type_code in CREDIT_NOTES) != (kind == "CreditNote") and kind == "CreditNote":
        top.report(
            f"cbc:{kind}TypeCode", "BT-3", "BR-CL-01", f"« {invoice.type_code[:10]} » n'est pas le code d'un avoir"
        )
    return invoice, reading


def _note(text: str) -> Note:
    """UBL has no subject for a note: EN 16931 writes it before the text, as ``#PMT#``."""
    found = _NOTE.fullmatch(text)
    return Note(found[2].strip(), found[1]) if found else Note(text)


def _first_due(means: list[Place]) -> date | None:
    return next((day for one in means if (day := one.day("cbc:PaymentDueDate", "BT-9"))), None)


def _tax_point(code: str) -> str:
    return {ubl: cii for cii, ubl in TAX_POINTS.items()}.get(code, code)


def _order(top: Place) -> str:
    text = top.text("cac:OrderReference/cbc:ID")
    return "" if text == _NO_ORDER and top.text("cac:OrderReference/cbc:SalesOrderID") else text


def _additional(top: Place, type_code: str) -> str:
    return top.text(f"cac:AdditionalDocumentReference[cbc:DocumentTypeCode='{type_code}']/cbc:ID")


def _invoiced_object(top: Place) -> Identifier | None:
    return top.identifier("cac:AdditionalDocumentReference[cbc:DocumentTypeCode='130']/cbc:ID")


def _totals(top: Place) -> Totals:
    summed = top.one("cac:LegalMonetaryTotal") or top
    currency, of_accounts = top.text("cbc:DocumentCurrencyCode"), top.text("cbc:TaxCurrencyCode")
    amounts = top.all("cac:TaxTotal/cbc:TaxAmount")
    taxes = {one.element.get("currencyID", currency): one for one in reversed(amounts)}
    own, accounting = taxes.get(currency), taxes.get(of_accounts) if of_accounts != currency else None
    return Totals(
        lines_cents=summed.cents("cbc:LineExtensionAmount", "BT-106"),
        exclusive_cents=summed.need_cents("cbc:TaxExclusiveAmount", "BT-109", "BR-13"),
        tax_cents=(own.cents(".", "BT-110") or 0) if own else 0,
        inclusive_cents=summed.need_cents("cbc:TaxInclusiveAmount", "BT-112", "BR-14"),
        payable_cents=summed.need_cents("cbc:PayableAmount", "BT-115", "BR-15"),
        allowances_cents=summed.cents("cbc:AllowanceTotalAmount", "BT-107") or 0,
        charges_cents=summed.cents("cbc:ChargeTotalAmount", "BT-108") or 0,
        prepaid_cents=summed.cents("cbc:PrepaidAmount", "BT-113") or 0,
        rounding_cents=summed.cents("cbc:PayableRoundingAmount", "BT-114") or 0,
        accounting_tax_cents=accounting.cents(".", "BT-111") if accounting else None,
    )


def _party(top: Place, path: str, term: str, rule: str) -> Party:
    node = top.one(path)
    if node is None:
        top.report(path, term, rule, "absent, alors que ce champ est obligatoire")
        return Party("")
    contact = node.one("cac:Contact")
    registered, known_as = node.text("cac:PartyLegalEntity/cbc:RegistrationName"), node.text("cac:PartyName/cbc:Name")
    if not registered and not known_as:
        node.report(
            "cac:PartyLegalEntity/cbc:RegistrationName", term, rule, "absent, alors que ce champ est obligatoire"
        )
    return Party(
        name=registered or known_as,
        address=_address(node, "cac:PostalAddress"),
        trading_name=known_as if registered else "",
        legal_id=node.identifier("cac:PartyLegalEntity/cbc:CompanyID"),
        identifiers=tuple(one for one in _identifiers(node) if one.scheme != _CREDITOR_SCHEME),
        vat_id=_tax_number(node, is_vat=True),
        tax_id=_tax_number(node, is_vat=False),
        legal_text=node.text("cac:PartyLegalEntity/cbc:CompanyLegalForm"),
        endpoint=node.identifier("cbc:EndpointID"),
        contact=_contact(contact) if contact else None,
    )


def _tax_number(node: Place, *, is_vat: bool) -> str:
    schemes = node.all("cac:PartyTaxScheme")
    return next(
        (one.text("cbc:CompanyID") for one in schemes if (one.text("cac:TaxScheme/cbc:ID") == "VAT") is is_vat), ""
    )


def _identifiers(node: Place) -> list[Identifier]:
    found = node.all("cac:PartyIdentification/cbc:ID")
    return [Identifier(text, one.element.get("schemeID", "")) for one in found if (text := one.own_text())]


def _creditor(seller: Place) -> str:
    return next((one.value for one in _identifiers(seller) if one.scheme == _CREDITOR_SCHEME), "")


def _contact(node: Place) -> Contact | None:
    found = Contact(node.text("cbc:Name"), node.text("cbc:Telephone"), node.text("cbc:ElectronicMail"))
    return found if found != Contact() else None


def _address(node: Place, path: str) -> Address | None:
    postal = node.one(path)
    if postal is None:
        return None
    return Address(
        country=postal.text("cac:Country/cbc:IdentificationCode"),
        line_one=postal.text("cbc:StreetName"),
        line_two=postal.text("cbc:AdditionalStreetName"),
        line_three=postal.text("cac:AddressLine/cbc:Line"),
        postcode=postal.text("cbc:PostalZone"),
        city=postal.text("cbc:CityName"),
        subdivision=postal.text("cbc:CountrySubentity"),
    )


def _payee(top: Place) -> Payee | None:
    node = top.one("cac:PayeeParty")
    if node is None:
        return None
    identifiers = [one for one in _identifiers(node) if one.scheme != _CREDITOR_SCHEME]
    legal = node.identifier("cac:PartyLegalEntity/cbc:CompanyID")
    return Payee(node.need("cac:PartyName/cbc:Name", "BT-59", "BR-17"), identifiers[0] if identifiers else None, legal)


def _delivery(top: Place) -> Delivery | None:
    node = top.one("cac:Delivery")
    if node is None:
        return None
    found = Delivery(
        delivered_on=node.day("cbc:ActualDeliveryDate", "BT-72"),
        name=node.text("cac:DeliveryParty/cac:PartyName/cbc:Name"),
        location=node.identifier("cac:DeliveryLocation/cbc:ID"),
        address=_address(node, "cac:DeliveryLocation/cac:Address"),
    )
    return found if found != Delivery() else None


def _preceding(top: Place) -> tuple[InvoiceReference, ...]:
    found = top.all("cac:BillingReference/cac:InvoiceDocumentReference")
    return tuple(
        InvoiceReference(one.need("cbc:ID", "BT-25", "BR-55"), one.day("cbc:IssueDate", "BT-26")) for one in found
    )


def _means(node: Place) -> PaymentMeans:
    account = "cac:PayeeFinancialAccount/"
    return PaymentMeans(
        code=node.need("cbc:PaymentMeansCode", "BT-81", "BR-49"),
        text=node.attribute("cbc:PaymentMeansCode", "name"),
        iban=node.text(f"{account}cbc:ID"),
        account_name=node.text(f"{account}cbc:Name"),
        bic=node.text(f"{account}cac:FinancialInstitutionBranch/cbc:ID"),
        card=node.text("cac:CardAccount/cbc:PrimaryAccountNumberID"),
        card_holder=node.text("cac:CardAccount/cbc:HolderName"),
        debited_iban=node.text("cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID"),
    )


def _parse_day(text: str, _form: str | None) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
