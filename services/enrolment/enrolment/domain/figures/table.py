"""Counts as a table: rows by up to three dimensions, a total; protected for everybody, exact for who sees the dossiers anyway."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.figures.cube import Counts, Dimension, Key, Measure
from enrolment.domain.figures.protection import Figure, protect, step_of_total

MOST_DIMENSIONS = 3
MEASURES = tuple(Measure)
OTHERS = "*"
"""The value of every dimension in the row that gathers all combinations with too few dossiers: that a combination occurs at
all would tell of somebody."""


@dataclass(frozen=True)
class Row:
    """One combination of the dimensions' values, and its figures in the order of ``MEASURES``."""

    key: Key
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """Rows in the order of their keys, and the total. ``base`` is None when the figures are exact."""

    by: tuple[Dimension, ...]
    rows: tuple[Row, ...]
    total: tuple[Figure, ...]
    base: int | None


@dataclass(frozen=True)
class Report:
    """The figures of a partner at an instant: what it is about, and its tables by name."""

    partner: str
    taken_at: datetime
    scheme: str | None
    school_year: str | None
    tables: Mapping[str, Table]


REPORT: Mapping[str, tuple[Dimension, ...]] = {
    "scheme": (Dimension.SCHEME,),
    "school_year": (Dimension.SCHOOL_YEAR,),
    "month": (Dimension.MONTH,),
    "territory": (Dimension.TERRITORY,),
    "establishment": (Dimension.ESTABLISHMENT,),
    "formation": (Dimension.FORMATION,),
    "gender": (Dimension.SCHEME, Dimension.GENDER),
}
"""The tables of the report, in its order."""


def read_dimensions(names: Iterable[str]) -> tuple[Dimension, ...]:
    """The dimensions of a request, each once. InputError for others, for none and for too many."""
    found: list[Dimension] = []
    known = ", ".join(Dimension)
    for name in names:
        if name not in set(Dimension):
            raise InputError(Problem("by", f"{name[:40]!r} is no dimension", known, name[:40]))
        if Dimension(name) not in found:
            found.append(Dimension(name))
    if not 1 <= len(found) <= MOST_DIMENSIONS:
        raise InputError(Problem("by", f"names {len(found)} dimensions", f"1 to {MOST_DIMENSIONS} of {known}"))
    return tuple(found)


def make_tables(counts: Mapping[str, Counts], base: int | None) -> dict[str, Table]:
    """The tables of some counts of the same dossiers, protected unless ``base`` is None. They all have the same total."""
    cells = {name: dict(one.cells) if base is None else _gathered(one, base) for name, one in counts.items()}
    totals = {name: _sum(one.values()) for name, one in cells.items()}
    steps = {measure: _step(measure, cells.values(), base) for measure in MEASURES}
    return {
        name: Table(
            by=counts[name].by,
            rows=tuple(
                Row(key, tuple(_figure(found[key].get(measure, 0), base) for measure in MEASURES))
                for key in sorted(found, key=lambda key: (OTHERS in key, key))
            ),
            total=tuple(_figure(totals[name].get(measure, 0), base, steps[measure]) for measure in MEASURES),
            base=base,
        )
        for name, found in cells.items()
    }


def _step(measure: Measure, tables: Iterable[Mapping[Key, Mapping[Measure, int]]], base: int | None) -> int | None:
    """To what the total of a measure is rounded: as coarsely as the table that needs it most."""
    if base is None:
        return None
    return max(
        (step_of_total([cell.get(measure, 0) for cell in cells.values()], base) for cells in tables), default=base
    )


def _figure(count: int, base: int | None, step: int | None = None) -> Figure:
    return Figure(count) if base is None else protect(count, base, step)


def _gathered(counts: Counts, base: int) -> dict[Key, Mapping[Measure, int]]:
    """The combinations that have something to show, and one for all the others."""
    shown = {key: cell for key, cell in counts.cells.items() if max(cell.values()) >= base}
    others = [cell for key, cell in counts.cells.items() if key not in shown]
    return {**shown, (OTHERS,) * len(counts.by): _sum(others)} if others else dict(shown)


def _sum(cells: Iterable[Mapping[Measure, int]]) -> dict[Measure, int]:
    sums: dict[Measure, int] = {}
    for cell in cells:
        for measure, number in cell.items():
            sums[measure] = sums.get(measure, 0) + number
    return sums
