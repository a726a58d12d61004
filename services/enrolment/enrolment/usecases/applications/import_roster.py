"""Import a roster: one application per good row, a report per row and field for the others."""

import asyncio
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.candidate import Candidate
from enrolment.domain.applications.roster import RowProblem, read_roster
from enrolment.domain.errors import InputError
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.submit_application import Submission, SubmitApplication, submit_application
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause

AT_ONCE = 16
"""Rows that are submitted side by side: enough for the store's group commit, not enough to starve other callers."""


@dataclass(frozen=True)
class ImportRoster:
    """A CSV file for a programme. A dry run reports the same and writes nothing."""

    programme: Stored[Programme]
    content: bytes
    dry_run: bool = False


@dataclass(frozen=True)
class ImportReport:
    """What became of every row, in the order of the file."""

    created: tuple[tuple[int, Submission], ...]
    unchanged: tuple[tuple[int, Submission], ...]
    problems: tuple[RowProblem, ...]


async def import_roster(command: ImportRoster, deps: Deps, cause: Cause) -> ImportReport:
    """Running it again changes nothing; InputError when the file as a whole cannot be read."""
    roster = read_roster(command.content, command.programme.state.starts_on)
    slots = asyncio.Semaphore(AT_ONCE)

    async def submit(row: int, candidate: Candidate) -> tuple[int, Submission | tuple[RowProblem, ...]]:
        async with slots:
            form = SubmitApplication(command.programme, candidate, dry_run=command.dry_run)
            try:
                return row, await submit_application(form, deps, cause)
            except InputError as error:
                return row, tuple(RowProblem(row, one) for one in error.fields)

    outcomes = await asyncio.gather(*(submit(row, candidate) for row, candidate in roster.candidates))
    submitted = [(row, one) for row, one in outcomes if isinstance(one, Submission)]
    contradictions = [problem for _, one in outcomes if isinstance(one, tuple) for problem in one]
    return ImportReport(
        created=tuple((row, one) for row, one in submitted if one.created),
        unchanged=tuple((row, one) for row, one in submitted if not one.created),
        problems=tuple(sorted((*roster.problems, *contradictions), key=lambda one: one.row)),
    )
