"""CSV for French spreadsheets: semicolons, UTF-8 with its mark, comma decimals, days as 31/12/2026.

A text that a spreadsheet would take for a formula (somebody may call a customer ``=HYPERLINK(…)``) gets an apostrophe before it.
"""

from collections.abc import Sequence
from datetime import date

from accounting.documents.reports.sheet import Col, Kind, Row, Sheet, Value
from essaim.kit.csv_text import MARK, MEDIA_TYPE, quoted, safe_text, text_row

__all__ = ["MARK", "MEDIA_TYPE", "amount", "csv_row", "safe_text", "sheet_csv", "text_row"]


def sheet_csv(sheet: Sheet) -> bytes:
    """A whole statement: what it is on top, then its tables, an empty line between them."""
    owner = sheet.owner
    lines = [
        text_row([sheet.title, sheet.period]),
        text_row(
            [owner.name, f"SIREN {owner.siren}", *([f"Activité {owner.analytic_code}"] if owner.analytic_code else [])]
        ),
    ]
    for table in sheet.tables:
        lines.append("\r\n")
        if table.title:
            lines.append(text_row([table.title]))
        lines.append(text_row([one.title for one in table.columns]))
        lines += [csv_row(table.columns, row) for row in table.rows]
    if sheet.notes:
        lines += ["\r\n", *(text_row([note]) for note in sheet.notes)]
    return (MARK + "".join(lines)).encode()


def csv_row(columns: Sequence[Col], row: Row) -> str:
    """One row with its line end."""
    return ";".join(_cell(one, value) for one, value in zip(columns, row.values, strict=True)) + "\r\n"


def amount(cents: int) -> str:
    """``-1234,50``: a number that a French spreadsheet reads as one."""
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units},{rest:02d}"


def _cell(column: Col, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return amount(value) if column.kind is not Kind.COUNT else str(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return quoted(safe_text(value))
