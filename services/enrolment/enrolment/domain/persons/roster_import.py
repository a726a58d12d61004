"""A large roster on its way: the rows in parts, each done once, and a report that can be read while it runs.

RECEIVING ──all parts are there──► RUNNING ──► DONE
    └── the sender's process died ──► FAILED
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from enrolment.domain.applications.roster import RowProblem

ROWS_IN_PART = 500
PATIENCE = timedelta(minutes=10)
"""A file whose parts are not all there after this long will never be: nothing of it was imported."""


class Status(StrEnum):
    """Where an import stands."""

    RECEIVING = "RECEIVING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


REPORT_KEPT = timedelta(days=30)
"""How long a report shows what was typed in a bad cell: long enough to correct the file, no longer."""


@dataclass(frozen=True)
class RosterImport:
    """One file. The counts follow from its parts."""

    programme_id: str
    coordinator: str
    asked_by: str
    asked_at: datetime
    dry_run: bool
    rows: int
    parts: int
    ignored_columns: tuple[str, ...] = ()
    status: Status = Status.RECEIVING
    parts_done: int = 0
    rows_done: int = 0
    created: int = 0
    unchanged: int = 0
    errors: int = 0
    ended_at: datetime | None = None
    forgotten: bool = False
    """The report was kept as long as somebody needs it to correct a file; its cells' contents are gone."""


@dataclass(frozen=True)
class ImportedRow:
    """A good row, and what became of it."""

    row: int
    application_id: str
    person_id: str
    status: str


@dataclass(frozen=True)
class RosterPart:
    """Some rows of a file. Once done it keeps what became of them, and no longer what they said."""

    import_id: str
    place: int
    rows: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[RowProblem, ...] = ()
    created: tuple[ImportedRow, ...] = ()
    unchanged: tuple[ImportedRow, ...] = ()
    done: bool = False
    row_count: int = 0


@dataclass(frozen=True)
class PartOutcome:
    """What became of a part's rows."""

    created: tuple[ImportedRow, ...]
    unchanged: tuple[ImportedRow, ...]
    problems: tuple[RowProblem, ...] = field(default=())


def part_done(part: RosterPart, outcome: PartOutcome) -> RosterPart:
    """The part with its outcome; the first outcome stands."""
    if part.done:
        return part
    problems = tuple(sorted((*part.problems, *outcome.problems), key=lambda one: one.row))
    return replace(part, rows=(), problems=problems, created=outcome.created, unchanged=outcome.unchanged, done=True)


def counted(known: RosterImport, parts: tuple[RosterPart, ...], now: datetime) -> RosterImport:
    """The import with the counts of its parts; DONE when all of them are."""
    done = [one for one in parts if one.done]
    over = len(done) == known.parts
    return replace(
        known,
        parts_done=len(done),
        rows_done=sum(one.row_count for one in done),
        created=sum(len(one.created) for one in done),
        unchanged=sum(len(one.unchanged) for one in done),
        errors=sum(len(one.problems) for one in done),
        status=Status.DONE if over else Status.RUNNING,
        ended_at=now if over else None,
    )
