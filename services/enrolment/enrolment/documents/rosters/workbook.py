"""The cells of one sheet of an XLSX workbook, as text. Run it beside the service (``Aside``): a workbook is made by a stranger.

A file is known by its content. Formulas and spreadsheet errors are told cell by cell instead of guessed; dates are ISO dates,
whole numbers have no decimals. What a file may unpack to, its sheets' rows and columns are bounded before anything is read.
"""

import io
import json
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

ZIP_MARK = b"PK\x03\x04"
OLD_MARK = b"\xd0\xcf\x11\xe0"
"""How an XLS begins, and also an XLSX that is locked with a password."""
MOST_UNPACKED = 128 * 1024 * 1024
MOST_IN_PART = 4 * 1024 * 1024
"""Of a part that holds no cells: styles and names are taken into memory whole, as many times their size."""
MOST_TAGS = 2_000_000
"""Of a part, whatever its name: the library makes objects of all cells of a row and of all texts, some hundred bytes each."""
MOST_MEMBERS = 1000
MOST_COLUMNS = 100
MOST_SHEET_ROWS = 100_000
"""Filled ones and empty ones: a row that is numbered far below makes the library write every row before it."""
LONGEST_CELL = 2000
FORMULA = "formula"
ERROR = "error"


@dataclass(frozen=True)
class SheetRow:
    """One row: its number as a spreadsheet shows it, its cells, and the places of cells that are a formula or an error."""

    number: int
    cells: list[str]
    refused: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read, or why it could not be: ``problem`` is a code, ``detail`` the words with it."""

    rows: tuple[SheetRow, ...] = ()
    problem: str = ""
    detail: str = ""


def is_workbook(content: bytes) -> bool:
    """Whether these bytes are a workbook of any kind, readable or not."""
    return content.startswith((ZIP_MARK, OLD_MARK))


def read_sheet(content: bytes, name: str, most_rows: int) -> bytes:
    """The first sheet, or the one with this name, as JSON for ``sheet_of``. Never raises for what a file may be."""
    try:
        _check_container(content)
        sheet = Sheet(tuple(_rows(content, name, most_rows)))
    except _UnreadableError as error:
        sheet = Sheet(problem=error.problem, detail=error.detail)
    # openpyxl raises whatever the broken XML makes it stumble over.
    except Exception as error:
        sheet = Sheet(problem="unreadable", detail=type(error).__name__)
    rows = [(one.number, one.cells, one.refused) for one in sheet.rows]
    return json.dumps([rows, sheet.problem, sheet.detail]).encode()


def sheet_of(answer: bytes) -> Sheet:
    """What ``read_sheet`` found."""
    rows, problem, detail = json.loads(answer)
    read = (SheetRow(number, cells, {int(at): why for at, why in refused.items()}) for number, cells, refused in rows)
    return Sheet(tuple(read), problem, detail)


class _UnreadableError(Exception):
    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.detail = detail


def _check_container(content: bytes) -> None:
    """What the archive says it unpacks to is all that ``zipfile`` ever unpacks, so it can be believed for a bound."""
    if content.startswith(OLD_MARK):
        raise _UnreadableError("locked-or-old")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(one.file_size for one in members)
            if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
                raise _UnreadableError("too-large", f"unpacks to {unpacked} bytes in {len(members)} parts")
            if "xl/workbook.xml" not in archive.namelist():
                raise _UnreadableError("no-workbook")
            for one in members:
                _check_size(one)
                _check_markup(archive, one)
    except zipfile.BadZipFile:
        raise _UnreadableError("unreadable", "the archive is damaged") from None


def _check_size(member: zipfile.ZipInfo) -> None:
    name = member.filename
    holds_cells = name.startswith(("xl/worksheets/sheet", "xl/sharedStrings"))
    if name.endswith((".xml", ".rels")) and not holds_cells and member.file_size > MOST_IN_PART:
        raise _UnreadableError("too-large", f"unpacks to {member.file_size} bytes in one part")


def _check_markup(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No document types: workbooks have none, and entities that expand are only declared in one. Nor too many elements."""
    is_markup = member.filename.endswith((".xml", ".rels"))
    with archive.open(member) as part:
        tail, tags = b"", 0
        while chunk := part.read(1 << 20):
            if is_markup and (b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk):
                raise _UnreadableError("unreadable", "a part declares a document type")
            tail, tags = chunk[-10:], tags + chunk.count(b"<")
            if tags > MOST_TAGS:
                raise _UnreadableError("too-large", f"has more than {MOST_TAGS} tags in one part")


def _rows(content: bytes, name: str, most_rows: int) -> Iterator[SheetRow]:
    # Imported with the first workbook, in the process that reads it: the library costs a fifth of a second and 20 MB.
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            yield from _rows_of(_sheet(workbook, name), most_rows)
        finally:
            workbook.close()


def _sheet(workbook: Any, name: str) -> Any:
    sheets = {one.title: one for one in workbook.worksheets}
    if not sheets:
        raise _UnreadableError("no-sheet")
    if name and name not in sheets:
        raise _UnreadableError("no-such-sheet", ", ".join(sheets))
    return sheets[name] if name else workbook.worksheets[0]


def _rows_of(sheet: Any, most_rows: int) -> Iterator[SheetRow]:
    """Rows with something in them. What the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    found = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if number > MOST_SHEET_ROWS:
            raise _UnreadableError("too-many-rows")
        row = _row(number, cells)
        if row is None:
            continue
        found += 1
        if found > most_rows:
            raise _UnreadableError("too-many-rows")
        if len(row.cells) > MOST_COLUMNS:
            raise _UnreadableError("too-many-columns")
        yield row


def _row(number: int, cells: Any) -> SheetRow | None:
    texts, refused = [], {}
    for place, cell in enumerate(cells):
        if cell.data_type == "f":
            refused[place] = FORMULA
        elif cell.data_type == "e":
            refused[place] = ERROR
        texts.append("" if place in refused else _text(cell.value))
    while texts and not texts[-1] and len(texts) - 1 not in refused:
        texts.pop()
    return SheetRow(number, texts, refused) if texts else None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LONGEST_CELL]
