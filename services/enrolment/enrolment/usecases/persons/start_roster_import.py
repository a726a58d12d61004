"""Take a large roster in: its rows are kept in parts, and a job imports them one part after the other."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.roster import Roster, RowProblem
from enrolment.domain.persons.roster_import import ROWS_IN_PART, RosterImport, RosterPart, Status
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.persons.candidate_cells import candidate_cells
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class StartRosterImport:
    """A roster that was read."""

    programme: Stored[Programme]
    roster: Roster
    dry_run: bool


async def start_roster_import(command: StartRosterImport, deps: Deps, cause: Cause) -> Stored[RosterImport]:
    """RUNNING when this returns: whatever happens to this process, all rows are kept by then."""
    import_id = cause.new_id("roster import")
    parts = _parts(import_id, command.roster)
    begun = RosterImport(
        programme_id=command.programme.id,
        coordinator=command.programme.state.coordinator,
        asked_by=cause.actor,
        asked_at=deps.clock.now(),
        dry_run=command.dry_run,
        rows=command.roster.rows,
        parts=len(parts),
        ignored_columns=command.roster.ignored_columns,
    )
    await deps.roster_imports.add(import_id, begun, cause)
    for part in parts:
        await deps.roster_parts.add(derived_id(import_id, f"part {part.place}"), part, cause)

    def run(state: RosterImport) -> Change[RosterImport] | None:
        return Change(replace(state, status=Status.RUNNING)) if state.status is Status.RECEIVING else None

    return await deps.roster_imports.change(import_id, run, cause)


def _parts(import_id: str, roster: Roster) -> list[RosterPart]:
    """All rows in the order of the file, cut into parts; those that are bad already come with their problems."""
    rows: dict[int, dict[str, str] | None] = {row: candidate_cells(one) for row, one in roster.candidates}
    problems: dict[int, list[RowProblem]] = {}
    for one in roster.problems:
        rows.setdefault(one.row, None)
        problems.setdefault(one.row, []).append(one)
    numbers = sorted(rows)
    parts = []
    for place, start in enumerate(range(0, len(numbers), ROWS_IN_PART)):
        chosen = numbers[start : start + ROWS_IN_PART]
        good = tuple((row, cells) for row in chosen if (cells := rows[row]) is not None)
        bad = tuple(one for row in chosen for one in problems.get(row, ()))
        parts.append(RosterPart(import_id, place, good, bad, row_count=len(chosen)))
    return parts
