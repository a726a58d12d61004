"""An issued invoice as PDF, CII, UBL and Factur-X: the PDF beside the same text without layout, the data beside the same tree."""

import io
import json
from collections.abc import Callable
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from time import perf_counter
from typing import Any, cast

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from lxml import etree
from pypdf import PdfReader

from accounting.documents.electronic_files import ElectronicFormat, render_file
from accounting.documents.electronic_invoice import electronic_invoice
from accounting.documents.invoice_pdf import render_invoice
from accounting.domain.invoice import Invoice, issued
from accounting.domain.invoice_sheet import InvoiceSheet
from accounting.domain.printing import sheet_of
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.bench.documents import sales

DRAWN, WRITTEN = 10, 200
"""Documents of a round: pages, and data alone."""


async def draw(file: Path, rounds: int) -> dict[str, Any]:
    """The rates of each round, every one next to its floors, in alternating order."""
    async with sales.opened(file) as deps:
        stored = await sales.issue(deps, (await sales.submit(deps, [0]))[0])
        contenders = _contenders(stored.state)
        found: dict[str, Any] = {name: [] for name in contenders}
        for make, _ in contenders.values():
            make()
        for number in range(rounds):
            for name in contenders if number % 2 else reversed(contenders):
                make, times = contenders[name]
                found[name].append(_rate(make, times))
        sheet = _sheet(stored.state)
        certain = issued(stored.state)
        await deps.aside.run(render_file, stored.state, certain, sheet, ElectronicFormat.FACTUR_X)
        began = perf_counter()
        for _ in range(DRAWN):
            await deps.aside.run(render_file, stored.state, certain, sheet, ElectronicFormat.FACTUR_X)
        found["aside"] = [DRAWN / (perf_counter() - began)]
        await deps.aside.close()
        return found


def _contenders(invoice: Invoice) -> dict[str, tuple[Callable[[], object], int]]:
    certain, sheet = issued(invoice), _sheet(invoice)
    data = electronic_invoice(invoice, certain, sheet)
    cii, ubl = write_cii(data), write_ubl(data)
    lines = [
        line for page in PdfReader(io.BytesIO(render_invoice(sheet))).pages for line in page.extract_text().splitlines()
    ]
    facts = asdict(data)
    return {
        "plain": (lambda: _plain(lines), DRAWN),
        "pdf": (lambda: render_invoice(_sheet(invoice)), DRAWN),
        "facturx": (lambda: render_file(invoice, certain, sheet, ElectronicFormat.FACTUR_X), DRAWN),
        "cii": (lambda: render_file(invoice, certain, sheet, ElectronicFormat.CII), WRITTEN),
        "cii lxml": (lambda: _rebuilt(cii), WRITTEN),
        "ubl": (lambda: render_file(invoice, certain, sheet, ElectronicFormat.UBL), WRITTEN),
        "ubl lxml": (lambda: _rebuilt(ubl), WRITTEN),
        "json": (lambda: json.dumps(facts, default=str), WRITTEN),
    }


def _sheet(invoice: Invoice) -> InvoiceSheet:
    order = issued(invoice).order
    return sheet_of(invoice, order.seller, order.buyer, "Atelier Maille", order.contract_ends_on)


def _rate(make: Callable[[], object], times: int) -> float:
    began = perf_counter()
    for _ in range(times):
        make()
    return times / (perf_counter() - began)


def _plain(lines: list[str]) -> bytes:
    """The same text in the same two fonts, line by line, by the PDF library alone."""
    page = FPDF(format="A4")
    folder = files("font_source_sans_pro") / "files"
    for style, name in (("", "SourceSansPro-Regular.ttf"), ("B", "SourceSansPro-Semibold.ttf")):
        with as_file(folder / name) as path:
            page.add_font("source", style, path)
    page.add_page()
    for place, line in enumerate(lines):
        page.set_font("source", "B" if place % 4 == 0 else "", 9.6)
        page.cell(0, 4.6, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return bytes(page.output())


def _rebuilt(content: bytes) -> bytes:
    """The same elements, made one by one and serialised by lxml. What is copied from is parsed before, once."""
    return etree.tostring(_copied(_parsed(content)), encoding="utf-8", xml_declaration=True)


_PARSED: dict[bytes, etree._Element] = {}


def _parsed(content: bytes) -> etree._Element:
    if content not in _PARSED:
        _PARSED[content] = etree.fromstring(content)
    return _PARSED[content]


def _copied(source: etree._Element, parent: etree._Element | None = None) -> etree._Element:
    attributes = {str(name): str(value) for name, value in source.attrib.items()}
    if parent is None:
        made = etree.Element(source.tag, attributes, nsmap=cast("dict[str, str]", source.nsmap))
    else:
        made = etree.SubElement(parent, source.tag, attributes)
    made.text, made.tail = source.text, source.tail
    for child in source:
        _copied(child, made)
    return made
