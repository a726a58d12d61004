"""PDFs as others make them: an XML attached under a name, several, none, encrypted, or compressed into a bomb."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def with_attachments(*attachments: tuple[str, bytes], password: str = "") -> bytes:
    """One empty page, and these files."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name, content in attachments:
        writer.add_attachment(name, content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def catalogue(content: bytes) -> PdfReader:
    """A PDF, opened."""
    return PdfReader(BytesIO(content))


def bomb(size: int, *, in_attachment: bool) -> bytes:
    """So many bytes of spaces behind a small stream: as the attachment, or as a stream of objects that must be opened."""
    if in_attachment:
        embedded = b"/EF<</F 5 0 R>>/F(factur-x.xml)/UF(factur-x.xml)/Type/Filespec"
        parts = {
            1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(factur-x.xml)4 0 R]>>>>>>",
            2: b"<</Type/Pages/Kids[]/Count 0>>",
            4: b"<<" + embedded + b">>",
            5: _stream(b"/Type/EmbeddedFile", b" " * size),
        }
        return _file(parts, {})
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R/Names 5 0 R>>",
        2: b"<</Type/Pages/Kids[]/Count 0>>",
        4: _stream(b"/Type/ObjStm/N 1/First 4", b"5 0 <<>>" + b" " * size),
    }
    return _file(parts, {5: 4})


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(packed), packed)


def _file(parts: dict[int, bytes], packed: dict[int, int]) -> bytes:
    out, places = b"%PDF-1.7\n", {}
    for number, content in parts.items():
        places[number] = len(out)
        out += b"%d 0 obj" % number + content + b"endobj\n"
    places[3] = len(out)
    rows = [
        bytes((2,)) + packed[n].to_bytes(4) + b"\0" if n in packed else bytes((1,)) + places[n].to_bytes(4) + b"\0"
        for n in range(1, 6)
        if n in packed or n in places
    ]
    numbers = [n for n in range(1, 6) if n in packed or n in places]
    index = b" ".join(b"%d 1" % n for n in numbers)
    table = b"".join(rows)
    head = b"3 0 obj<</Type/XRef/Size 6/W[1 4 1]/Index[%s]/Root 1 0 R/Length %d>>stream\n" % (index, len(table))
    return out + head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % places[3]
