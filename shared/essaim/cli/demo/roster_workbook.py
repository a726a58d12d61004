"""A roster as a school's office has it: the rows of a CSV file in a workbook (XLSX), made here."""

import csv
import io

from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_of(roster: bytes) -> bytes:
    """The same rows, on one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(roster.decode()), delimiter=";"):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
