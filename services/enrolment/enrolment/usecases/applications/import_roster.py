"""Import a roster: one application per good row, a report per row and field for the others."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.candidate import Candidate
from enrolment.domain.applications.roster import Roster, RowProblem
from enrolment.domain.dates import age
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.submit_application import Submission, SubmitApplication, submit_application
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause

AT_ONCE = 16
"""Rows that are submitted side by side: enough for the store's group commit, not enough to starve other callers."""


@dataclass(frozen=True)
class ImportRoster:
    """A roster that was read, for a programme. A dry run reports the same and writes nothing."""

    programme: Stored[Programme]
    roster: Roster
    dry_run: bool = False


@dataclass(frozen=True)
class ImportReport:
    """What became of every row, in the order of the file."""

    created: tuple[tuple[int, Submission], ...]
    unchanged: tuple[tuple[int, Submission], ...]
    problems: tuple[RowProblem, ...]
    ignored_columns: tuple[str, ...] = ()


async def import_roster(command: ImportRoster, deps: Deps, cause: Cause) -> ImportReport:
    """Running it again changes nothing."""
    slots = asyncio.Semaphore(AT_ONCE)
    programme = command.programme.state

    async def submit(row: int, candidate: Candidate) -> tuple[int, Submission | Sequence[RowProblem]]:
        async with slots:
            form = SubmitApplication(command.programme, candidate, dry_run=command.dry_run)
            try:
                _check_age(candidate, programme, deps)
                return row, await submit_application(form, deps, cause)
            except InputError as error:
                return row, [RowProblem(row, one) for one in error.fields]

    outcomes = await asyncio.gather(*(submit(row, candidate) for row, candidate in command.roster.candidates))
    submitted = [(row, one) for row, one in outcomes if isinstance(one, Submission)]
    contradictions = [problem for _, one in outcomes if not isinstance(one, Submission) for problem in one]
    problems = sorted((*command.roster.problems, *contradictions), key=lambda one: one.row)
    return ImportReport(
        created=tuple((row, one) for row, one in submitted if one.created),
        unchanged=tuple((row, one) for row, one in submitted if not one.created),
        problems=tuple(problems),
        ignored_columns=command.roster.ignored_columns,
    )


def _check_age(candidate: Candidate, programme: Programme, deps: Deps) -> None:
    """InputError for somebody younger than the programme's own parameters ask for, on the day it starts."""
    least = programme.parameters_on(deps.clock.today()).minimum_age
    if least is not None and age(candidate.birth_date, programme.starts_on) < least:
        accepted = f"at least {least} years old when the programme starts on {programme.starts_on}"
        raise InputError(Problem("birth_date", "is too young for this programme", accepted, str(candidate.birth_date)))
