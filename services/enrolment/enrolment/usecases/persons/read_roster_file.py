"""Read a roster from a CSV file or an XLSX workbook: which of both it is, its content says and not its name."""

import asyncio
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.documents.rosters.workbook import MOST_COLUMNS, is_workbook, read_sheet, sheet_of
from enrolment.domain.applications.roster import MAX_ROWS, Record, Roster, read_records, read_roster, too_many_rows
from enrolment.domain.errors import InputError, Problem

_PROBLEMS = {
    "locked-or-old": ("is an XLS workbook, or one that is locked", "an XLSX workbook without a password, or CSV"),
    "no-workbook": ("is an archive without a workbook", "an XLSX workbook, or CSV"),
    "no-sheet": ("has no sheet of cells", "an XLSX workbook with a sheet, or CSV"),
    "too-large": ("unpacks to more than a roster can be", "a workbook with the roster only"),
    "too-many-columns": (f"has more than {MOST_COLUMNS} columns", "the columns of a roster"),
    "unreadable": ("cannot be read as a workbook", "an XLSX workbook, saved anew, or CSV"),
}


@dataclass(frozen=True)
class ReadRosterFile:
    """The file, the sheet (empty is the first one), and the day on which the programme starts."""

    content: bytes
    starts_on: date
    sheet: str = ""


async def read_roster_file(command: ReadRosterFile, deps: Deps) -> Roster:
    """InputError when the file as a whole cannot be read. A workbook is read in a process of its own."""
    if not is_workbook(command.content):
        # A few thousand rows take a quarter of a second: other callers are answered meanwhile.
        return await asyncio.to_thread(read_roster, command.content, command.starts_on)
    answer = await deps.aside.run(read_sheet, command.content, command.sheet, MAX_ROWS + 1)
    sheet = sheet_of(answer)
    if sheet.problem == "too-many-rows":
        raise too_many_rows()
    if sheet.problem == "no-such-sheet":
        raise InputError(Problem("sheet", "is not in the workbook", sheet.detail))
    if sheet.problem:
        raise InputError(Problem("body", *_PROBLEMS[sheet.problem]))
    records = [Record(one.number, one.cells, one.refused) for one in sheet.rows]
    return await asyncio.to_thread(read_records, records, command.starts_on)
