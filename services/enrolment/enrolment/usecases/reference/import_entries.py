"""Import a file of reference data: good rows are taken, bad ones reported; the same file again changes nothing."""

from dataclasses import dataclass
from enum import StrEnum

from enrolment.deps import Deps
from enrolment.domain.errors import DomainError, Problem
from enrolment.domain.reference.kinds import KINDS, ReadRow, RowProblem, check_entry, read_file
from enrolment.usecases.reference.find_entry import find_entry
from enrolment.usecases.reference.put_entry import PutEntry, put_entry
from essaim.kit.cause import Cause


class RowOutcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class ImportEntries:
    """The bytes of the file. ``only_new`` leaves entries alone that are there already."""

    kind: str
    content: bytes
    dry_run: bool = False
    only_new: bool = False


@dataclass(frozen=True)
class ImportReport:
    """What became of each good row, by its number and its code; what is wrong with the others."""

    rows: tuple[tuple[int, str, RowOutcome], ...]
    problems: tuple[RowProblem, ...]
    ignored_columns: tuple[str, ...]


async def import_entries(command: ImportEntries, deps: Deps, cause: Cause) -> ImportReport:
    """A column that the file does not have leaves its field as it is. InputError when the file cannot be read as a whole."""
    read = read_file(KINDS[command.kind], command.content)
    rows: list[tuple[int, str, RowOutcome]] = []
    problems = list(read.problems)
    for row in read.rows:
        try:
            code, outcome = await _take(command, row, deps, cause)
        except DomainError as error:
            found = error.fields or (Problem("row", error.detail),)
            problems.extend(RowProblem(row.row, one) for one in found)
        else:
            rows.append((row.row, code, outcome))
    return ImportReport(tuple(rows), tuple(sorted(problems, key=lambda one: one.row)), read.ignored)


async def _take(command: ImportEntries, row: ReadRow, deps: Deps, cause: Cause) -> tuple[str, RowOutcome]:
    known = await find_entry(KINDS[command.kind], row.code, row.entry, deps)
    code = row.code if known is None else known.id
    entry = row.entry if known is None else row.merged(known.state)
    if known is not None and (command.only_new or entry == known.state):
        return code, RowOutcome.UNCHANGED
    check_entry(KINDS[command.kind], code, entry)
    if not command.dry_run:
        await put_entry(PutEntry(command.kind, code, entry), deps, cause)
    return code, RowOutcome.CREATED if known is None else RowOutcome.CHANGED
