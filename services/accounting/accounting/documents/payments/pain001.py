"""The file of a payment order for the bank: ISO 20022 pain.001 as the SEPA credit transfer scheme wants it (EPC132-08).

The same order gives the same bytes: identifiers come from its id, its time from its approval. No addresses are given: from
November 2026 on they would have to be structured, and none is needed for a transfer within SEPA.
"""

from enum import StrEnum
from xml.etree import ElementTree as Xml

from accounting.domain.payments.order import OrderItem, PaymentOrder
from accounting.domain.payments.text import LONGEST_ID


class Version(StrEnum):
    """The version of the format; 09 is the present one, 03 for banks that still ask for it."""

    V09 = "09"
    V03 = "03"


def pain001(order_id: str, order: PaymentOrder, version: Version = Version.V09) -> bytes:
    """The file of an approved order."""
    assert order.approved_at is not None
    document = Xml.Element("Document", {"xmlns": f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version.value}"})
    root = Xml.SubElement(document, "CstmrCdtTrfInitn")
    header = Xml.SubElement(root, "GrpHdr")
    _text(header, "MsgId", message_id(order_id))
    _text(header, "CreDtTm", f"{order.approved_at:%Y-%m-%dT%H:%M:%SZ}")
    _sums(header, order)
    _text(header, "InitgPty/Nm", order.debtor.name)
    _payment(Xml.SubElement(root, "PmtInf"), order_id, order, version)
    return bytes(Xml.tostring(document, "UTF-8", xml_declaration=True)) + b"\n"


def message_id(order_id: str) -> str:
    """The order in the bank's messages: its id without hyphens, 32 characters."""
    return order_id.replace("-", "")[:LONGEST_ID]


def end_to_end_id(order_id: str, number: int) -> str:
    """An item in the bank's messages, also on the beneficiary's statement: the order, and its number from 1."""
    return f"{message_id(order_id)}{number:03d}"


def _payment(payment: Xml.Element, order_id: str, order: PaymentOrder, version: Version) -> None:
    _text(payment, "PmtInfId", f"{message_id(order_id)}-P")
    _text(payment, "PmtMtd", "TRF")
    _text(payment, "BtchBookg", "true" if order.batch_booking else "false")
    _sums(payment, order)
    _text(payment, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _text(payment, "ReqdExctnDt/Dt" if version is Version.V09 else "ReqdExctnDt", order.execution_on.isoformat())
    _text(payment, "Dbtr/Nm", order.debtor.name)
    _text(payment, "DbtrAcct/Id/IBAN", order.debtor.iban)
    if order.debtor.bic is None:
        _text(payment, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    else:
        _bank(payment, "DbtrAgt", order.debtor.bic, version)
    _text(payment, "ChrgBr", "SLEV")
    for number, item in enumerate(order.items, 1):
        _transfer(Xml.SubElement(payment, "CdtTrfTxInf"), end_to_end_id(order_id, number), item, version)


def _transfer(transfer: Xml.Element, id_: str, item: OrderItem, version: Version) -> None:
    _text(transfer, "PmtId/EndToEndId", id_)
    _text(transfer, "Amt/InstdAmt", _euros(item.amount_cents)).set("Ccy", "EUR")
    if item.bic is not None:
        _bank(transfer, "CdtrAgt", item.bic, version)
    _text(transfer, "Cdtr/Nm", item.beneficiary)
    _text(transfer, "CdtrAcct/Id/IBAN", item.iban)
    _text(transfer, "RmtInf/Ustrd", item.reference)


def _bank(parent: Xml.Element, name: str, bic: str, version: Version) -> None:
    _text(parent, f"{name}/FinInstnId/{'BICFI' if version is Version.V09 else 'BIC'}", bic)


def _sums(parent: Xml.Element, order: PaymentOrder) -> None:
    _text(parent, "NbOfTxs", str(len(order.items)))
    _text(parent, "CtrlSum", _euros(order.total_cents))


def _text(parent: Xml.Element, path: str, text: str) -> Xml.Element:
    """A new element below the parent, through new ones, with this text."""
    element = parent
    for name in path.split("/"):
        element = Xml.SubElement(element, name)
    element.text = text
    return element


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
