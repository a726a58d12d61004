"""Run the large rosters that were taken in, those that a crash cut off included; give up those whose rows never came."""

import logging
from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.persons.roster_import import PATIENCE, RosterImport, RosterPart, Status
from enrolment.usecases.persons.run_roster_import import run_roster_import
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause, fresh_cause

log = logging.getLogger(__name__)


async def complete_roster_imports(deps: Deps) -> None:
    """One after the other."""
    for stored in await deps.roster_imports.all({"status": Status.RUNNING.value}):
        over = await run_roster_import(stored.id, deps, fresh_cause(stored.state.asked_by))
        log.info("the roster import %s is %s", stored.id, over.state.status)
    for stored in await deps.roster_imports.all({"status": Status.RECEIVING.value}):
        if stored.state.asked_at + PATIENCE < deps.clock.now():
            await _give_up(stored, deps, fresh_cause("roster-imports"))


async def _give_up(stored: Stored[RosterImport], deps: Deps, cause: Cause) -> None:
    """FAILED; and what came of the rows is forgotten."""

    def fail(state: RosterImport) -> Change[RosterImport] | None:
        if state.status is not Status.RECEIVING:
            return None
        return Change(replace(state, status=Status.FAILED, ended_at=deps.clock.now()))

    def forget(state: RosterPart) -> Change[RosterPart]:
        return Change(replace(state, rows=(), problems=()))

    await deps.roster_imports.change(stored.id, fail, cause)
    for part in await deps.roster_parts.all({"import_id": stored.id}):
        await deps.roster_parts.change(part.id, forget, cause)
