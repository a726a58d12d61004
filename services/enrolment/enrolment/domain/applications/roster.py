"""A roster as it comes from a spreadsheet: UTF-8 with or without a mark, ``;`` or ``,``, numbered rows, good and bad ones.

Good rows are taken and bad ones reported, because a list of a whole class must not fail for one typing error.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from enrolment.domain.applications.candidate import COLUMNS, GUARDIAN_COLUMNS, Candidate, read_candidate
from enrolment.domain.errors import InputError, Problem

MAX_ROWS = 2000


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one field of one row; rows are numbered as in the file, the header is row 1."""

    row: int
    problem: Problem


@dataclass(frozen=True)
class Roster:
    """A file, read: the candidates with their rows, and the problems of the other rows."""

    candidates: tuple[tuple[int, Candidate], ...]
    problems: tuple[RowProblem, ...]


def read_roster(content: bytes, starts_on: date) -> Roster:
    """Check every row. InputError when the file as a whole cannot be read: encoding, header, quotes, too many rows."""
    records = _records(_decoded(content))
    header = _header(records)
    candidates: list[tuple[int, Candidate]] = []
    problems: list[RowProblem] = []
    first_rows: dict[str, int] = {}
    for row, cells in records:
        if row > MAX_ROWS + 1:
            raise InputError(
                Problem("body", f"has more than {MAX_ROWS} rows", f"at most {MAX_ROWS} rows after the header")
            )
        if not any(cell.strip() for cell in cells):
            continue
        found = _read_row(header, cells, starts_on)
        if isinstance(found, Candidate):
            first = first_rows.get(found.email)
            if first is None:
                candidates.append((row, found))
            else:
                message, accepted = f"is in row {first} already", "each person once"
                problems.append(RowProblem(row, Problem("email", message, accepted, found.email)))
            first_rows.setdefault(found.email, row)
        else:
            problems.extend(RowProblem(row, one) for one in found)
    if not candidates and not problems:
        raise InputError(Problem("body", "has no row after the header", "line ends between rows (curl: --data-binary)"))
    return Roster(tuple(candidates), tuple(problems))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start})"
        raise InputError(Problem("body", message, "a CSV file saved as UTF-8")) from None
    if not text.strip():
        raise InputError(Problem("body", "is empty", "a CSV file with a header and at least one row"))
    return text


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with its number, blank ones included: it is the row that a spreadsheet shows."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    separator = ";" if ";" in first_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        message = f"cannot be read near line {reader.line_num}: {error}"
        raise InputError(Problem("body", message, "a CSV file with balanced quotes")) from None


def _header(records: Iterator[tuple[int, list[str]]]) -> list[str]:
    header = [name.strip().lower() for name in next(records)[1]]
    known = (*COLUMNS, *GUARDIAN_COLUMNS)
    problems = [Problem(name, "the column is missing", "; ".join(known)) for name in COLUMNS if name not in header]
    problems += [
        Problem(name, "the column is there more than once", "each column once")
        for name in known
        if header.count(name) > 1
    ]
    if problems:
        raise InputError(*problems)
    return header


def _read_row(header: Sequence[str], cells: Sequence[str], starts_on: date) -> Candidate | tuple[Problem, ...]:
    if len(cells) > len(header):
        return (Problem("row", f"has {len(cells)} cells", f"{len(header)} cells, as the header has"),)
    candidate, problems = read_candidate(dict(zip(header, cells, strict=False)), starts_on)
    return candidate or problems
