"""The four kinds of reference data, by the name under which they are stored and imported: one reader for all of their files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.reference import carrier, establishment, formation, partner
from enrolment.domain.reference.carrier import Carrier
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.establishment import Establishment
from enrolment.domain.reference.formation import Formation
from enrolment.domain.reference.partner import Partner
from enrolment.domain.reference.table import Column, Row, read_table

Entry = Establishment | Formation | Carrier | Partner


@dataclass(frozen=True)
class Kind:
    """How one kind is read and checked."""

    name: str
    columns: Sequence[Column]
    read: Callable[[Cells], tuple[str, Entry]]
    problems: Callable[[str, Any], Iterable[Problem]]


KINDS: Mapping[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "establishments",
            establishment.COLUMNS,
            establishment.read_establishment,
            establishment.establishment_problems,
        ),
        Kind("formations", formation.COLUMNS, formation.read_formation, formation.formation_problems),
        Kind("carriers", carrier.COLUMNS, carrier.read_carrier, carrier.carrier_problems),
        Kind("partners", partner.COLUMNS, partner.read_partner, partner.partner_problems),
    )
}


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one field of one row."""

    row: int
    problem: Problem


@dataclass(frozen=True)
class ReadRow:
    """A good row: its code, what it says, and which fields the file has a column for."""

    row: int
    code: str
    entry: Entry
    fields: frozenset[str]

    def merged(self, known: Entry) -> Entry:
        """What is stored with what the row says: a field that the file has no column for stays what it is."""
        own = self.fields - {"code"}
        return replace(known, **{name: getattr(self.entry, name) for name in own})


@dataclass(frozen=True)
class ReadFile:
    """The good rows, what is wrong with the others, and the headings that nobody knows."""

    rows: tuple[ReadRow, ...]
    problems: tuple[RowProblem, ...]
    ignored: tuple[str, ...]


def read_file(kind: Kind, content: bytes) -> ReadFile:
    """Every row of a file of this kind. InputError when it cannot be read as a whole."""
    table = read_table(content, kind.columns)
    rows: list[ReadRow] = []
    problems: list[RowProblem] = []
    first: dict[tuple[str, str], int] = {}
    for row in table.rows:
        code, entry, found = _read(kind, row)
        if entry is not None and not found:
            found = tuple(_twice(row.number, _names(code, entry), first))
        problems.extend(RowProblem(row.number, one) for one in found)
        if entry is not None and not found:
            rows.append(ReadRow(row.number, code, entry, frozenset(table.columns)))
    return ReadFile(tuple(rows), tuple(problems), table.ignored)


def check_entry(kind: Kind, code: str, entry: Entry) -> None:
    """InputError with everything that is wrong with an entry."""
    problems = tuple(kind.problems(code, entry))
    if problems:
        raise InputError(*problems)


def _names(code: str, entry: Entry) -> Mapping[str, str]:
    """What names the entry among all others."""
    uai = entry.uai if isinstance(entry, Establishment) else None
    return {"code": code} if uai in (None, code) else {"code": code, "uai": str(uai)}


def _twice(row: int, names: Mapping[str, str], first: dict[tuple[str, str], int]) -> Iterator[Problem]:
    for field, value in names.items():
        before = first.setdefault((field, value), row)
        if before != row:
            yield Problem(field, f"{value} is in row {before} already", "each one once", value)


def _read(kind: Kind, row: Row) -> tuple[str, Entry | None, tuple[Problem, ...]]:
    """The code, the entry and its problems, at most one per field: what the file shows comes first."""
    if "row" in {one.field for one in row.problems}:
        return "", None, row.problems
    cells = Cells(row.cells)
    code, entry = kind.read(cells)
    found: dict[str, Problem] = {}
    for one in (*row.problems, *cells.problems, *kind.problems(code, entry)):
        found.setdefault(one.field, one)
    return code, entry, tuple(found.values())
