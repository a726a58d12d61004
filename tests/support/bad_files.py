"""Files that are made to hurt: XML that grows or reaches out, PDFs that swell or contradict themselves, pictures that lie."""

import struct
import zlib

from tests.support.sample_files import pdf, png

LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
DOCTYPES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>',
    "file": '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
    "http": '<!DOCTYPE x [<!ENTITY i SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    "outside": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


def in_utf16(xml: str) -> bytes:
    """The same in UTF-16, where a search for bytes finds nothing."""
    return xml.replace("UTF-8", "UTF-16").encode("utf-16")


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
