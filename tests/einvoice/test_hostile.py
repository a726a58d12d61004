"""Files that are meant to harm, or that are broken: each is refused with its own code, a place, and what would be accepted."""

import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.read import read_einvoice
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.einvoice.invoices import many_rates, standard
from tests.einvoice.pdfs import bomb, with_attachments

CII, UBL = write_cii(standard()), write_ubl(standard())
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_MEGABYTE = 1024 * 1024


def refused(content: bytes) -> EInvoiceError:
    """How it is refused."""
    with pytest.raises(EInvoiceError) as caught:
        read_einvoice(content)
    assert caught.value.message
    return caught.value


def _with_dtd(dtd: str, start: bytes = CII) -> bytes:
    return start.replace(_DECLARATION, _DECLARATION + dtd.encode() + b"\n")


_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
_HARMFUL = {
    "entities that grow": _with_dtd(_LAUGHS).replace(b"FA-2026-000123", b"&l;"),
    "a file of the machine": _with_dtd('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>').replace(
        b"FA-2026-000123", b"&f;"
    ),
    "an address of the network": _with_dtd('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "parameter entities": _with_dtd('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>', UBL),
    "a DTD in UTF-16": _with_dtd("<!DOCTYPE x []>").decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "a DTD in UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>',
    "an encoding that hides": b'<?xml version="1.0" encoding="cp037"?><x/>',
}


@pytest.mark.parametrize("kind", _HARMFUL)
def test_no_dtd_no_entity_and_no_hidden_markup(kind: str) -> None:
    error = refused(_HARMFUL[kind])
    assert error.code == "xml_forbidden"
    assert "attendu" in error.message


def _deep(levels: int) -> bytes:
    return CII.replace(b"<ram:Content>B2B</ram:Content>", b"<a>" * levels + b"</a>" * levels)


_BROKEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b" \n", "empty", "attendu"),
    "an image": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "unknown_format", "attendu"),
    "a text": (lambda: b"Facture 12", "unknown_format", "Factur-X"),
    "an XML of another kind": (lambda: b"<html><body/></html>", "unknown_format", "html"),
    "a first ZUGFeRD": (
        lambda: b'<x:CrossIndustryDocument xmlns:x="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
        "unknown_format",
        "ZUGFeRD 1",
    ),
    "an XML cut off": (lambda: CII[: len(CII) // 2], "xml_malformed", "mal formé"),
    "an XML that is nested": (lambda: _deep(80), "xml_too_deep", "64"),
    "an XML that is nested without end": (lambda: _deep(50_000), "xml_too_deep", "64"),
    "an XML that is large": (lambda: CII + b" " * 21 * _MEGABYTE, "too_large", "20 Mio"),
    "a file of 50 megabytes": (lambda: b"%PDF-1.7" + b"\0" * 50 * _MEGABYTE, "too_large", "20 Mio"),
    "an XML of empty elements": (
        lambda: CII.replace(b">B2B<", b">" + b"<a/>" * 1_100_000 + b"<"),
        "too_large",
        "balises",
    ),
    "a PDF without attachment": (lambda: with_attachments(), "pdf_without_invoice", "factur-x.xml"),
    "a PDF with something else": (lambda: with_attachments(("plan.png", b"x")), "pdf_without_invoice", "plan.png"),
    "a PDF with two invoices": (
        lambda: with_attachments(("factur-x.xml", CII), ("zugferd-invoice.xml", CII)),
        "pdf_several_invoices",
        "zugferd-invoice.xml",
    ),
    "a PDF that is encrypted": (
        lambda: with_attachments(("factur-x.xml", CII), password="secret"),
        "pdf_encrypted",
        "sans mot de passe",
    ),
    "a PDF cut off": (lambda: with_attachments(("factur-x.xml", CII))[:-600], "pdf_malformed", "tronqué"),
    "a PDF by its first line only": (lambda: b"%PDF-1.7\nhello\n%%EOF", "pdf_malformed", "attendu"),
    "a PDF with an empty attachment": (lambda: with_attachments(("factur-x.xml", b"")), "pdf_attachment", "vide"),
    "a PDF with another XML": (lambda: with_attachments(("factur-x.xml", b"<a/>")), "unknown_format", "« a »"),
}


@pytest.mark.parametrize("kind", _BROKEN)
def test_each_has_its_own_code(kind: str) -> None:
    make, code, said = _BROKEN[kind]
    error = refused(make())
    assert error.code == code
    assert said in str(error)


@pytest.mark.parametrize("in_attachment", [True, False], ids=["attachment", "objects"])
def test_a_pdf_that_grows_when_opened_is_stopped(in_attachment: bool) -> None:
    """Two hundred megabytes behind a fifth of one: refused, and never held."""
    content = bomb(200_000_000, in_attachment=in_attachment)
    assert len(content) < 250_000
    tracemalloc.start()
    error = refused(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.code in ("too_large", "pdf_malformed", "pdf_attachment")
    assert peak < 180 * _MEGABYTE


def test_what_is_absent_is_named_all_of_it() -> None:
    """By business term and xpath, not only the first."""
    content = CII.replace(b"<ram:ID>FA-2026-000123</ram:ID>", b"", 1).replace(
        b"<ram:Name>Menuiserie Dubois &amp; Fils</ram:Name>", b""
    )
    content = content.replace(
        b'<udt:DateTimeString format="102">20261112<', b'<udt:DateTimeString format="102">20261332<'
    )
    error = refused(content)
    assert error.code == "fields"
    found = {(one.rule, one.term): one for one in error.problems}
    assert set(found) == {("BR-02", "BT-1"), ("BR-FR-03", "BT-2"), ("BR-07", "BT-44")}
    assert found["BR-02", "BT-1"].field == "/rsm:CrossIndustryInvoice/rsm:ExchangedDocument/ram:ID"
    assert "BuyerTradeParty" in found["BR-07", "BT-44"].field
    assert "20261332" in found["BR-FR-03", "BT-2"].message


def test_numbers_that_are_none_are_named_with_the_line() -> None:
    content = write_ubl(many_rates())
    content = content.replace(b">9.9</cbc:PriceAmount>", b">9,90</cbc:PriceAmount>").replace(
        b">12</cbc:Inv", b">1E9</cbc:Inv"
    )
    error = refused(content)
    assert [(one.term, "InvoiceLine[2]" in one.field) for one in error.problems] == [("BT-129", True), ("BT-146", True)]


def test_three_decimals_are_no_amount() -> None:
    """BR-DEC: an amount has two decimals; zeros behind them do not count."""
    error = refused(CII.replace(b"<ram:GrandTotalAmount>1764.00", b"<ram:GrandTotalAmount>1764.001"))
    assert [(one.rule, one.term) for one in error.problems] == [("BR-DEC", "BT-112")]
    assert (
        read_einvoice(CII.replace(b"<ram:GrandTotalAmount>1764.00", b"<ram:GrandTotalAmount>1764.0000")) == standard()
    )


def test_control_characters_do_not_reach_the_file() -> None:
    made = replace(standard(), terms="30\x00 jo\x0burs\ufffe\ud800")
    for write in (write_cii, write_ubl):
        assert read_einvoice(write(made)).terms == "30 jours"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_comes_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes changed anywhere, in an XML or a PDF: an invoice or an EInvoiceError, nothing else."""
    content = bytearray(data.draw(st.sampled_from((CII, UBL, with_attachments(("factur-x.xml", CII))))))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    with suppress(EInvoiceError):
        read_einvoice(bytes(content))
