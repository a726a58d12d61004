"""Electronic invoices that are made to hurt: XML that grows or reaches out, PDFs that swell or contradict themselves."""

import io

from pypdf import PdfWriter

from essaim.einvoice.write_cii import write_cii
from tests.accounting.purchases.einvoices import einvoice
from tests.support.bad_files import DOCTYPES, circular_pdf, in_utf16, swelling_pdf
from tests.support.sample_files import pdf

CII = write_cii(einvoice()).decode()


def with_doctype(xml: str, kind: str) -> str:
    """The document with a DTD, and the entity where the label was."""
    head, _, body = xml.partition("?>")
    inside = "&i;" if kind in ("laughs", "file", "http") else "x"
    return f"{head}?>{DOCTYPES[kind]}{body}".replace("Toile", inside).replace(">A<", f">{inside}<")


def facturx(*files: tuple[str, bytes]) -> bytes:
    """A PDF with these attachments."""
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    for name, content in files:
        writer.add_attachment(name, content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


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
