"""A CSV file as people send it: UTF-8 with or without a mark, ``;`` or ``,``, French or English headings, numbered rows.

A file that cannot be read as a whole is refused; otherwise every row is read by itself, and what is wrong with one of them is
told by row and field while the others go on.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.folding import folded
from enrolment.domain.writing import LINES, is_written

MOST_ROWS = 5000
LONGEST_CELL = 500
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Column:
    """One column: its name is that of the field, ``heading`` what people may call it. ``free`` is a text, where a sign at
    the beginning has a meaning of its own."""

    name: str
    heading: str
    required: bool = False
    free: bool = False


@dataclass(frozen=True)
class Row:
    """One row, numbered as in the file where the header is row 1; ``problems`` are those that the file itself shows."""

    number: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows that have something in them, the columns that the file has, and the headings that nobody knows."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    ignored: tuple[str, ...] = ()


def read_table(content: bytes, columns: Sequence[Column]) -> Table:
    """Every row of the file. InputError when it cannot be read: encoding, header, quotes, too many rows, nothing in it."""
    records = _records(_decoded(content))
    places, ignored = _header(next(records, (1, []))[1], columns)
    known = {one.name: one for one in columns}
    rows: list[Row] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            raise InputError(Problem("body", f"has more than {MOST_ROWS} rows", f"at most {MOST_ROWS} rows"))
        rows.append(_row(number, cells, places, known))
    if not rows:
        raise InputError(Problem("body", "has no row after the header", "a CSV file with a header and rows"))
    return Table(tuple(rows), tuple(one for one in places if one is not None), ignored)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        likely = "; it looks like Windows-1252" if _is_windows_1252(content) else ""
        message = f"is not UTF-8 text (byte {error.start}){likely}"
        raise InputError(Problem("body", message, "the same file saved as “CSV UTF-8”")) from None
    if not text.strip():
        raise InputError(Problem("body", "is empty", "a CSV file with a header and rows"))
    return text


def _is_windows_1252(content: bytes) -> bool:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return any(one in text for one in "éèêàçôîÉÈÀ’–œ")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    first_line = text.lstrip("\r\n").partition("\n")[0]
    separator = ";" if ";" in first_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        message = f"cannot be read near line {reader.line_num}: {error}"
        raise InputError(Problem("body", message, "a CSV file with balanced quotes")) from None


def _header(cells: Sequence[str], columns: Sequence[Column]) -> tuple[list[str | None], tuple[str, ...]]:
    names = {folded(heading): one.name for one in columns for heading in (one.name, one.heading)}
    places: list[str | None] = []
    ignored = []
    problems = []
    for cell in cells:
        name = names.get(folded(cell))
        if name is None and cell.strip():
            ignored.append(cell.strip()[:60])
        if name is not None and name in places:
            problems.append(Problem("header", f"has {name} twice", "each column once"))
        places.append(name)
    accepted = ", ".join(one.name for one in columns)
    problems.extend(
        Problem("header", f"has no column {one.name}", accepted)
        for one in columns
        if one.required and one.name not in places
    )
    if problems:
        raise InputError(*problems)
    return places, tuple(ignored)


def _row(number: int, cells: Sequence[str], places: Sequence[str | None], known: Mapping[str, Column]) -> Row:
    if len(cells) > len(places):
        problem = Problem("row", f"has {len(cells)} cells", f"{len(places)} cells, as the header has")
        return Row(number, {}, (problem,))
    given = {name: cell.strip() for name, cell in zip(places, cells, strict=False) if name is not None}
    return Row(number, given, tuple(_cell_problems(given, known)))


def _cell_problems(given: Mapping[str, str], known: Mapping[str, Column]) -> Iterator[Problem]:
    for name, value in given.items():
        signs = _FORMULA[:1] if known[name].free else _FORMULA
        if value.startswith(signs):
            yield Problem(
                name, "begins like a formula", "its value: copy the column, then paste it as values", value[:60]
            )
        elif len(value) > LONGEST_CELL:
            yield Problem(name, f"has {len(value)} characters", f"at most {LONGEST_CELL}", value[:60])
        elif not is_written(value, LINES + "\r"):
            yield Problem(name, "has control characters", "what people can read")
