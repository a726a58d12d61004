"""Who sells and who buys in a Cross Industry Invoice: parties, addresses, identifiers."""

from essaim.einvoice.model import Address, Contact, Identifier, Party
from essaim.einvoice.tree import Node


def write_party(node: Node, party: Party) -> None:
    """Seller or buyer: numbers, names, contact, address, where electronic invoices go, VAT."""
    for one in party.identifiers:
        write_identifier(node, one)
    node.text("ram:Name", party.name)
    node.text("ram:Description", party.legal_text)
    if party.legal_id or party.trading_name:
        legal = node.child("ram:SpecifiedLegalOrganization")
        if party.legal_id:
            legal.text("ram:ID", party.legal_id.value, schemeID=party.legal_id.scheme)
        legal.text("ram:TradingBusinessName", party.trading_name)
    _contact(node, party.contact)
    write_address(node, party.address)
    if party.endpoint:
        endpoint = node.child("ram:URIUniversalCommunication")
        endpoint.text("ram:URIID", party.endpoint.value, schemeID=party.endpoint.scheme)
    for scheme, value in (("VA", party.vat_id), ("FC", party.tax_id)):
        if value:
            node.child("ram:SpecifiedTaxRegistration").text("ram:ID", value, schemeID=scheme)


def _contact(node: Node, found: Contact | None) -> None:
    if found is None:
        return
    contact = node.child("ram:DefinedTradeContact")
    contact.text("ram:PersonName", found.name)
    if found.phone:
        contact.child("ram:TelephoneUniversalCommunication").text("ram:CompleteNumber", found.phone)
    if found.email:
        contact.child("ram:EmailURIUniversalCommunication").text("ram:URIID", found.email)


def write_address(node: Node, address: Address | None) -> None:
    """An address, when there is one."""
    if address is None:
        return
    postal = node.child("ram:PostalTradeAddress")
    postal.text("ram:PostcodeCode", address.postcode)
    postal.text("ram:LineOne", address.line_one)
    postal.text("ram:LineTwo", address.line_two)
    postal.text("ram:LineThree", address.line_three)
    postal.text("ram:CityName", address.city)
    postal.text("ram:CountryID", address.country)
    postal.text("ram:CountrySubDivisionName", address.subdivision)


def write_identifier(node: Node, identifier: Identifier | None) -> None:
    """A global identifier has a scheme, another one has none."""
    if identifier:
        name = "ram:GlobalID" if identifier.scheme else "ram:ID"
        node.text(name, identifier.value, schemeID=identifier.scheme)
