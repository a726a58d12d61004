"""``read_einvoice``: an invoice from any bytes, and ``open_einvoice``, which also says what they were."""

from dataclasses import dataclass
from enum import StrEnum

from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.model import EInvoice
from essaim.einvoice.read_cii import ROOT as CII_ROOT, read_cii
from essaim.einvoice.read_pdf import extract_xml
from essaim.einvoice.read_ubl import CREDIT_NOTE_ROOT, INVOICE_ROOT, read_ubl
from essaim.einvoice.read_xml import Element, parse_xml, too_large

MOST_RECEIVED = 20 * 1024 * 1024
"""Nothing larger is even looked at."""
ACCEPTED = "un PDF Factur-X ou ZUGFeRD 2, un XML CII (CrossIndustryInvoice) ou UBL (Invoice, CreditNote)"
_FIRST_ZUGFERD = "urn:ferd:CrossIndustryDocument"


class Syntax(StrEnum):
    """How the data are written."""

    CII = "cii"
    UBL = "ubl"


@dataclass(frozen=True)
class Opened:
    """An invoice, how it was written, its XML as it came, and the attachment that held it (empty without a PDF)."""

    invoice: EInvoice
    syntax: Syntax
    xml: bytes
    attachment: str = ""


def read_einvoice(content: bytes) -> EInvoice:
    """The invoice. EInvoiceError with a code, a French message and the place; with ``problems`` when fields are wrong."""
    return open_einvoice(content).invoice


def open_einvoice(content: bytes) -> Opened:
    """The same, with what the content was."""
    if len(content) > MOST_RECEIVED:
        raise too_large("le fichier", len(content), MOST_RECEIVED)
    if not content.strip():
        raise EInvoiceError("empty", f"fichier vide ; attendu : {ACCEPTED}")
    attachment, xml = "", content
    if content[:1024].lstrip().startswith(b"%PDF-"):
        attachment, xml = extract_xml(content)
    elif not _looks_like_xml(content):
        raise EInvoiceError("unknown_format", f"format inconnu ; attendu : {ACCEPTED}")
    root = parse_xml(xml)
    return _read(root, xml, attachment)


def _looks_like_xml(content: bytes) -> bool:
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") or content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _read(root: Element, xml: bytes, attachment: str) -> Opened:
    if root.tag == CII_ROOT:
        syntax, (invoice, reading) = Syntax.CII, read_cii(root)
    elif root.tag in (INVOICE_ROOT, CREDIT_NOTE_ROOT):
        syntax, (invoice, reading) = Syntax.UBL, read_ubl(root)
    else:
        why = "ZUGFeRD 1" if _FIRST_ZUGFERD in str(root.tag) else f"élément racine « {str(root.tag)[:120]} »"
        raise EInvoiceError("unknown_format", f"{why} : syntaxe inconnue ; attendu : {ACCEPTED}", attachment)
    if problems := tuple(reading.problems):
        more = f" (et {len(problems) - 1} autres)" if len(problems) > 1 else ""
        raise EInvoiceError("fields", f"{problems[0].message}{more}", problems[0].field, problems)
    return Opened(invoice, syntax, xml, attachment)
