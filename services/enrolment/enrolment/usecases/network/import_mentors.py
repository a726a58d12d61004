"""Import a file of mentors, who are found again by their address; the same file again changes nothing."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import DomainError, Problem
from enrolment.domain.network.mentor import Mentor, MentorStatus
from enrolment.domain.network.reading import ReadEntry, read_mentors
from enrolment.domain.reference.kinds import RowProblem
from enrolment.usecases.network.put_mentor import PutMentor, put_mentor
from enrolment.usecases.reference.import_entries import ImportReport, RowOutcome
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ImportMentors:
    """The bytes of the file, into the network of a coordinator."""

    coordinator: str
    content: bytes
    dry_run: bool = False


async def import_mentors(command: ImportMentors, deps: Deps, cause: Cause) -> ImportReport:
    """What became of every row, by the mentor's id. InputError when the file cannot be read as a whole."""
    read = read_mentors(command.content, command.coordinator)
    rows: list[tuple[int, str, RowOutcome]] = []
    problems = [RowProblem(row, one) for row, one in read.problems]
    for row in read.rows:
        try:
            rows.append((row.row, *await _take(command, row, deps, cause)))
        except DomainError as error:
            problems.extend(RowProblem(row.row, one) for one in error.fields or (Problem("row", error.detail),))
    return ImportReport(tuple(rows), tuple(sorted(problems, key=lambda one: one.row)), read.ignored)


async def _take(command: ImportMentors, row: ReadEntry[Mentor], deps: Deps, cause: Cause) -> tuple[str, RowOutcome]:
    known = await deps.mentors.find_one({"coordinator": command.coordinator, "email": row.key})
    if known is None or known.state.status is MentorStatus.ERASED:
        # An id of its own: made of the address, it would tell who knows the address that this mentor is here.
        id_ = cause.new_id(f"mentor in row {row.row}")
        if not command.dry_run:
            await put_mentor(PutMentor(id_, row.entry), deps, cause)
        return id_, RowOutcome.CREATED
    entry = row.merged(known.state)
    if entry == known.state:
        return known.id, RowOutcome.UNCHANGED
    if not command.dry_run:
        await put_mentor(PutMentor(known.id, entry), deps, cause)
    return known.id, RowOutcome.CHANGED
