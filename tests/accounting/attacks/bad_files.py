"""Files that are made to hurt: XML that grows or reaches out, PDFs that swell or contradict themselves, pictures that lie."""

import io
import struct
import zlib

from pypdf import PdfWriter

from essaim.einvoice.write_cii import write_cii
from tests.accounting.purchases.einvoices import einvoice
from tests.support.sample_files import pdf, png

CII = write_cii(einvoice()).decode()
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
DOCTYPES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>',
    "file": '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
    "http": '<!DOCTYPE x [<!ENTITY i SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    "outside": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


def with_doctype(xml: str, kind: str) -> str:
    """The document with a DTD, and the entity where the label was."""
    head, _, body = xml.partition("?>")
    inside = "&i;" if kind in ("laughs", "file", "http") else "x"
    return f"{head}?>{DOCTYPES[kind]}{body}".replace("Toile", inside).replace(">A<", f">{inside}<")


def in_utf16(xml: str) -> bytes:
    """The same in UTF-16, where a search for bytes finds nothing."""
    return xml.replace("UTF-8", "UTF-16").encode("utf-16")


def facturx(*files: tuple[str, bytes]) -> bytes:
    """A PDF with these attachments."""
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    for name, content in files:
        writer.add_attachment(name, content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def swelling_pdf(times: int) -> bytes:
    """A PDF whose attachment becomes 200 MB, packed so many times."""
    packed = b"\0" * 200_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = b"/FlateDecode" * times
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(factur-x.xml)4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 5 0 R>>>>",
        b"<</Type/EmbeddedFile/Filter[%s]/Length %d>>stream\n%s\nendstream" % (filters, len(packed), packed),
    )


def circular_pdf() -> bytes:
    """A PDF whose pages contain each other."""
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Kids[2 0 R]>>>>>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>",
    )


def _pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out_table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + out_table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))


def huge_picture(side: int) -> bytes:
    """A PNG of a few bytes that says it has this many points a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


EINVOICES: dict[str, tuple[bytes, str]] = {
    **{f"doctype {kind}": (with_doctype(CII, kind).encode(), "einvoice-xml-forbidden") for kind in DOCTYPES},
    "doctype in UTF-16": (in_utf16(with_doctype(CII, "laughs")), "einvoice-xml-forbidden"),
    "doctype in a PDF": (facturx(("factur-x.xml", with_doctype(CII, "laughs").encode())), "einvoice-xml-forbidden"),
    "UTF-7": (CII.replace("UTF-8", "UTF-7").encode("utf-7"), "einvoice-xml-forbidden"),
    "a NUL": (CII.replace("Toile", "To\0ile").encode(), "einvoice-xml-forbidden"),
    "deep": (b"<a>" * 200_000, "einvoice-xml-too-deep"),
    "deep and closed": (b"<a>" * 100_000 + b"</a>" * 100_000, "einvoice-xml-too-deep"),
    "XInclude": (
        CII.replace("Toile", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>').encode(),
        "einvoice-fields",
    ),
    "two invoices": (
        facturx(("factur-x.xml", CII.encode()), ("zugferd-invoice.xml", CII.encode())),
        "einvoice-pdf-several-invoices",
    ),
    "no invoice": (facturx(("a.exe", b"MZ")), "einvoice-pdf-without-invoice"),
    "locked": (pdf("locked"), "einvoice-pdf-encrypted"),
    "swelling": (swelling_pdf(1), "einvoice-too-large"),
    "swelling twice": (swelling_pdf(2), "einvoice-too-large"),
    "circular": (circular_pdf(), "einvoice-pdf-without-invoice"),
    "HTML before a PDF": (b"<html><script>alert(1)</script>" + pdf(), "einvoice-xml-malformed"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "einvoice-unknown-format"),
    "the last day": (CII.replace("20261120", "99991231").encode(), "invalid-invoiced-on"),
    "the first day": (CII.replace("20261120", "00010101").encode(), "invalid-invoiced-on"),
    "dollars": (CII.replace("EUR", "USD").encode(), "invalid-currency"),
    "not a number": (CII.replace(">300.00<", ">NaN<").encode(), "einvoice-fields"),
    "a number without end": (CII.replace(">300.00<", ">3E+200000000<").encode(), "einvoice-fields"),
}
"""Electronic invoices, and why each is refused."""
RECEIPTS: dict[str, tuple[bytes, str, str]] = {
    "PNG as PDF": (png(), "ticket.pdf", "attachment-disguised"),
    "PDF as PNG": (pdf(), "ticket.png", "attachment-disguised"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "ticket.png", "attachment-type"),
    "HTML before a PDF": (b"<html><script>alert(1)</script>" + pdf(), "ticket.pdf", "attachment-type"),
    "test virus": (rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR", "ticket.pdf", "attachment-type"),
    "script": (pdf("javascript"), "ticket.pdf", "attachment-active"),
    "hidden program": (pdf("hidden launch"), "ticket.pdf", "attachment-active"),
    "locked": (pdf("locked"), "ticket.pdf", "attachment-encrypted"),
    "circular": (circular_pdf(), "ticket.pdf", "attachment-unreadable"),
    "empty": (b"", "ticket.pdf", "attachment-empty"),
    "ZIP": (b"PK\x03\x04" + bytes(100), "ticket.pdf", "attachment-type"),
}
"""Receipts under a name, and why each is refused."""
