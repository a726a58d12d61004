"""A bank statement as a bank sends it: CAMT.053, made of what the story really moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from essaim.contracts.types import format_amount

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@dataclass(frozen=True)
class Movement:
    """One line of the statement; money that leaves is negative."""

    booked_on: str
    cents: int
    label: str


def camt053(iban: str, opened_on: str, closed_on: str, movements: Sequence[Movement]) -> bytes:
    """One statement that opens at nothing, with a reference of the bank for every movement."""
    document = Xml.Element("Document", {"xmlns": NAMESPACE})
    root = Xml.SubElement(document, "BkToCstmrStmt")
    _text(root, "GrpHdr/MsgId", f"R{closed_on}")
    _text(root, "GrpHdr/CreDtTm", f"{closed_on}T20:00:00")
    statement = Xml.SubElement(root, "Stmt")
    _text(statement, "Id", f"R{closed_on}")
    _text(statement, "Acct/Id/IBAN", iban)
    _balance(statement, "OPBD", 0, opened_on)
    _balance(statement, "CLBD", sum(one.cents for one in movements), closed_on)
    for number, one in enumerate(movements, start=1):
        entry = Xml.SubElement(statement, "Ntry")
        _amount(entry, one.cents)
        _text(entry, "Sts/Cd", "BOOK")
        _text(entry, "BookgDt/Dt", one.booked_on)
        _text(entry, "ValDt/Dt", one.booked_on)
        _text(entry, "AcctSvcrRef", f"{one.booked_on}-{number:04d}")
        _text(entry, "AddtlNtryInf", one.label)
    return bytes(Xml.tostring(document, "UTF-8", xml_declaration=True))


def _balance(statement: Xml.Element, code: str, cents: int, day: str) -> None:
    balance = Xml.SubElement(statement, "Bal")
    _text(balance, "Tp/CdOrPrtry/Cd", code)
    _amount(balance, cents)
    _text(balance, "Dt/Dt", day)


def _amount(parent: Xml.Element, cents: int) -> None:
    Xml.SubElement(parent, "Amt", {"Ccy": "EUR"}).text = format_amount(abs(cents))
    _text(parent, "CdtDbtInd", "DBIT" if cents < 0 else "CRDT")


def _text(parent: Xml.Element, path: str, text: str) -> None:
    """The element at the end of the path, whose parents are made as they are missing."""
    for name in path.split("/"):
        found = parent.find(name)
        parent = Xml.SubElement(parent, name) if found is None else found
    parent.text = text
