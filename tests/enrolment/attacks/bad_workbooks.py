"""Workbooks that are made to hurt: entities, ratios, sizes that are claimed, rows without end, what is no workbook at all."""

import io
import zipfile
from collections.abc import Mapping

from tests.enrolment.office import HEADER, ROWS
from tests.enrolment.persons.people import workbook
from tests.support.bad_files import DOCTYPES, in_utf16

GOOD = workbook(HEADER.split(";"), ROWS[0].split(";"))
SHEET = "xl/worksheets/sheet1.xml"


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def archive_of(parts: Mapping[str, bytes]) -> bytes:
    """An archive with these parts, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(**parts: bytes) -> bytes:
    """The good workbook with other parts; names have ``__`` for a slash."""
    return archive_of(parts_of(GOOD) | {name.replace("__", "/") + ".xml": one for name, one in parts.items()})


def _declared(kind: str) -> str:
    sheet = parts_of(GOOD)[SHEET].decode()
    text = sheet if sheet.startswith("<?xml") else f'<?xml version="1.0" encoding="UTF-8"?>{sheet}'
    head, _, body = text.partition("?>")
    cell = '<row r="3"><c r="A3" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData>'
    inside = body.replace("</sheetData>", cell) if kind in ("laughs", "file", "http") else body
    return f"{head}?>{DOCTYPES[kind]}{inside}"


def _elsewhere(sheet: bytes) -> bytes:
    """The sheet under a name that is no XML by its ending."""
    parts = parts_of(GOOD)
    del parts[SHEET]
    named = {
        name: one.replace(b"sheet1.xml", b"sheet1.bin") if name.endswith((".xml", ".rels")) else one
        for name, one in parts.items()
    }
    return archive_of(named | {SHEET.replace(".xml", ".bin"): sheet})


def _rows(rows: bytes) -> bytes:
    sheet = parts_of(GOOD)[SHEET]
    return changed(xl__worksheets__sheet1=sheet.replace(b"</sheetData>", rows + b"</sheetData>"))


def _wide() -> bytes:
    cells = b"".join(b'<c r="%s3"><v>1</v></c>' % _letters(place) for place in range(1, 16_385))
    return _in_row(cells)


def _letters(number: int) -> bytes:
    name = b""
    while number:
        number, rest = divmod(number - 1, 26)
        name = bytes([65 + rest]) + name
    return name


def _in_row(cells: bytes) -> bytes:
    return _rows(b'<row r="3">' + cells + b"</row>")


STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>%s</cellXfs></styleSheet>'
)
WORKBOOKS: dict[str, bytes] = {
    **{f"doctype {kind}": changed(xl__worksheets__sheet1=_declared(kind).encode()) for kind in DOCTYPES},
    "doctype in UTF-16": changed(xl__worksheets__sheet1=in_utf16(_declared("laughs"))),
    "doctype in another part": changed(xl__sharedStrings=_declared("laughs").encode()),
    "doctype under another name": _elsewhere(_declared("laughs").encode()),
    "200 MB of nothing": archive_of(parts_of(GOOD) | {"xl/media/a.bin": bytes(200_000_000)}),
    "a thousand parts": archive_of(parts_of(GOOD) | {f"xl/{n}": b"" for n in range(1200)}),
    "a million rows": _rows(b"".join(b'<row r="%d"><c><v>1</v></c></row>' % n for n in range(3, 1_000_000))),
    "all columns": _wide(),
    "half of it": GOOD[: len(GOOD) // 2],
    "no workbook": archive_of({"a.txt": b"x"}),
    "paths": archive_of({"../../etc/passwd": b"x", "/etc/cron.d/x": b"x"}),
    "an old one": b"\xd0\xcf\x11\xe0" + bytes(2000),
    "broken cells": _rows(b'<row r="x"><c r="ZZZZZZ99999999999"><v>1</v></c></row>'),
    "a row below all sheets": _rows(b'<row r="99999999"/>'),
    "millions of empty cells in one row": _in_row(b"<c/>" * 2_100_000),
    "the same under another name": _elsewhere(parts_of(GOOD)[SHEET].replace(b"</sheetData>", b"<row/>" * 2_100_000)),
    "hundreds of thousands of styles": changed(xl__styles=STYLES % (b'<xf numFmtId="0"/>' * 300_000)),
    "deep": changed(xl__worksheets__sheet1=b"<a>" * 200_000),
}
"""Rosters, each of which is refused."""
