"""Import the parts of a large roster that are not done yet, and count them."""

from enrolment.deps import Deps
from enrolment.domain.applications.candidate import Candidate, read_candidate
from enrolment.domain.applications.roster import Roster, RowProblem
from enrolment.domain.persons.roster_import import (
    ImportedRow,
    PartOutcome,
    RosterImport,
    RosterPart,
    Status,
    counted,
    part_done,
)
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.import_roster import ImportRoster, import_roster
from enrolment.usecases.applications.submit_application import Submission
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.port import Order


async def run_roster_import(import_id: str, deps: Deps, cause: Cause) -> Stored[RosterImport]:
    """DONE when this returns. Safe to repeat, and from several processes at once: a part's rows create the same again, so the
    first outcome that is written is right whoever wrote it."""
    stored = await deps.roster_imports.get(import_id)
    if stored.state.status is not Status.RUNNING:
        return stored
    programme = await deps.programmes.get(stored.state.programme_id)
    for part in await _parts(import_id, deps):
        if part.state.done:
            continue
        of_part = Cause(derived_id(part.id, "rows"), cause.correlation_id, cause.actor)
        outcome = await _import(part.state, programme, stored.state.dry_run, deps, of_part)

        def write(state: RosterPart, outcome: PartOutcome = outcome) -> Change[RosterPart]:
            return Change(part_done(state, outcome))

        await deps.roster_parts.change(part.id, write, cause)
        stored = await _count(import_id, deps, cause)
    return await _count(import_id, deps, cause) if stored.state.status is Status.RUNNING else stored


async def _parts(import_id: str, deps: Deps) -> list[Stored[RosterPart]]:
    return await deps.roster_parts.all({"import_id": import_id}, order_by=(Order("place"),))


async def _count(import_id: str, deps: Deps, cause: Cause) -> Stored[RosterImport]:
    parts = tuple(one.state for one in await _parts(import_id, deps))
    now = deps.clock.now()

    def decide(state: RosterImport) -> Change[RosterImport] | None:
        return Change(counted(state, parts, now)) if state.status is Status.RUNNING else None

    return await deps.roster_imports.change(import_id, decide, cause)


async def _import(
    part: RosterPart, programme: Stored[Programme], dry_run: bool, deps: Deps, cause: Cause
) -> PartOutcome:
    candidates: list[tuple[int, Candidate]] = []
    problems: list[RowProblem] = []
    for row, cells in part.rows:
        candidate, wrong = read_candidate(cells, programme.state.starts_on)
        if candidate is None:
            problems.extend(RowProblem(row, one) for one in wrong)
        else:
            candidates.append((row, candidate))
    roster = Roster(tuple(candidates), tuple(problems))
    report = await import_roster(ImportRoster(programme, roster, dry_run), deps, cause)
    return PartOutcome(_rows(report.created), _rows(report.unchanged), report.problems)


def _rows(found: tuple[tuple[int, Submission], ...]) -> tuple[ImportedRow, ...]:
    return tuple(
        ImportedRow(row, one.application_id, one.application.person_id, one.application.status.value)
        for row, one in found
    )
