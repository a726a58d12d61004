"""Small files of every kind that people attach: right ones, and a PDF that acts or is locked."""

import io
import struct
import zlib

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

JPEG = b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + bytes(40)
HEIC = b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1heicmiaf" + bytes(40)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40)


def png() -> bytes:
    """One white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(kind: str = "plain") -> bytes:
    """A page; with what its kind says."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if kind == "javascript":
        script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(script)})
    elif kind == "files":
        writer.add_attachment("factur-x.xml", b"<invoice/>")
    elif kind == "locked":
        writer.encrypt("", "owner")
    elif kind.endswith("launch"):
        action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().replace(b"/Launch", b"/L#61unch") if kind == "hidden launch" else out.getvalue()
