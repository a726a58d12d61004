"""Reports of large rosters lose what was typed in bad cells, once nobody needs it to correct the file any more."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.persons.roster_import import REPORT_KEPT, RosterImport, RosterPart, Status
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause


async def forget_roster_reports(deps: Deps) -> None:
    """All that are due. Rows, fields and messages stay, values go. Safe to repeat."""
    cause = fresh_cause("roster-reports")
    until = deps.clock.now() - REPORT_KEPT

    def bare(state: RosterPart) -> Change[RosterPart]:
        problems = tuple(replace(one, problem=replace(one.problem, value="")) for one in state.problems)
        return Change(replace(state, problems=problems))

    def forgotten(state: RosterImport) -> Change[RosterImport]:
        return Change(replace(state, forgotten=True))

    for stored in await deps.roster_imports.all({"status": Status.DONE.value}):
        known = stored.state
        if known.forgotten or known.ended_at is None or known.ended_at > until:
            continue
        for part in await deps.roster_parts.all({"import_id": stored.id}):
            await deps.roster_parts.change(part.id, bare, cause)
        await deps.roster_imports.change(stored.id, forgotten, cause)
