"""A roster as it comes from a spreadsheet: UTF-8 with or without a mark, ``;`` or ``,``, numbered rows, good and bad ones.

Good rows are taken and bad ones reported, because a list of a whole class must not fail for one typing error. A sheet of a
workbook is read by the same rules once its cells are text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from enrolment.domain.applications.candidate import Candidate, read_candidate
from enrolment.domain.applications.roster_columns import plain_value, read_header
from enrolment.domain.errors import InputError, Problem

MAX_ROWS = 20_000
ROWS_AT_ONCE = 2000
"""A larger roster is imported by a job, and its report is read while it runs."""
_REFUSED = {
    "formula": ("is a formula", "its value: copy the column, then paste it as values"),
    "error": ("is an error of the spreadsheet", "a value"),
}


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one field of one row; rows are numbered as in the file, the header is row 1."""

    row: int
    problem: Problem


@dataclass(frozen=True)
class Record:
    """One row as text. ``refused`` names the places of cells that have no text, and why."""

    row: int
    cells: Sequence[str]
    refused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Roster:
    """A file, read: the candidates with their rows, the problems of the other rows, and the headings nobody knows."""

    candidates: tuple[tuple[int, Candidate], ...]
    problems: tuple[RowProblem, ...]
    ignored_columns: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows have something in them."""
        return len(self.candidates) + len({one.row for one in self.problems})


def read_roster(content: bytes, starts_on: date) -> Roster:
    """A CSV file, every row checked. InputError when it cannot be read as a whole: encoding, header, quotes, too many rows."""
    return read_records(_records(_decoded(content)), starts_on)


def read_records(records: Iterable[Record], starts_on: date) -> Roster:
    """Check every row; the first one is the header. InputError for the file as a whole, as above."""
    rows = iter(records)
    columns, ignored = read_header(next(rows, Record(1, ())).cells)
    candidates: list[tuple[int, Candidate]] = []
    problems: list[RowProblem] = []
    first_rows: dict[str, int] = {}
    count = 0
    for record in rows:
        if not record.refused and not any(cell.strip() for cell in record.cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise too_many_rows()
        found = _read_row(columns, record, starts_on)
        if isinstance(found, Candidate):
            first = first_rows.setdefault(found.email, record.row)
            if first == record.row:
                candidates.append((record.row, found))
            else:
                message, accepted = f"is in row {first} already", "each person once"
                problems.append(RowProblem(record.row, Problem("email", message, accepted, found.email)))
        else:
            problems.extend(RowProblem(record.row, one) for one in found)
    if not candidates and not problems:
        raise InputError(Problem("body", "has no row after the header", "line ends between rows (curl: --data-binary)"))
    return Roster(tuple(candidates), tuple(problems), ignored)


def too_many_rows() -> InputError:
    """For a file that nobody could import at once."""
    return InputError(Problem("body", f"has more than {MAX_ROWS} rows", f"at most {MAX_ROWS} rows after the header"))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start})"
        raise InputError(Problem("body", message, "a CSV file saved as UTF-8, or an XLSX workbook")) from None
    if not text.strip():
        raise InputError(Problem("body", "is empty", "a CSV file with a header and at least one row"))
    return text


def _records(text: str) -> Iterator[Record]:
    """Every record with its number, blank ones included: it is the row that a spreadsheet shows."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    separator = ";" if ";" in first_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from (Record(row, cells) for row, cells in enumerate(reader, 1))
    except csv.Error as error:
        message = f"cannot be read near line {reader.line_num}: {error}"
        raise InputError(Problem("body", message, "a CSV file with balanced quotes")) from None


def _read_row(columns: Sequence[str | None], record: Record, starts_on: date) -> Candidate | tuple[Problem, ...]:
    if len(record.cells) > len(columns):
        return (Problem("row", f"has {len(record.cells)} cells", f"{len(columns)} cells, as the header has"),)
    refused = [
        Problem(column, *_REFUSED[record.refused[place]])
        for place, column in enumerate(columns)
        if column is not None and place in record.refused
    ] + [
        # A file that a spreadsheet opens would run it, and no name, date or number begins so.
        Problem(column, *_REFUSED["formula"], cell[:60])
        for column, cell in zip(columns, record.cells, strict=False)
        if column is not None and cell.lstrip().startswith("=")
    ]
    cells = zip(columns, record.cells, strict=False)
    form = {column: plain_value(column, value) for column, value in cells if column is not None}
    candidate, problems = read_candidate(form, starts_on)
    told = {one.field for one in refused}
    together = (*refused, *(one for one in problems if one.field not in told))
    return together or candidate or ()
