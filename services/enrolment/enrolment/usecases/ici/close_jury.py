"""A jury says its last word; the results follow from its grids, and every learner gets theirs."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.jury import Jury, JuryStatus, close
from enrolment.usecases.ici.apply_results import apply_results
from enrolment.usecases.ici.convene_learners import convene_learners
from essaim.contracts.enrolment_cursus import JuryClosed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseJury:
    """With remarks for the minutes."""

    jury_id: str
    remarks: str
    expected_version: int | None = None


async def close_jury(command: CloseJury, deps: Deps, cause: Cause) -> Stored[Jury]:
    """CLOSED. Calling it again completes what a crash interrupted, as does the listener to our own event."""
    known = (await deps.ici_juries.get(command.jury_id)).state
    if known.status is JuryStatus.CLOSED:
        await apply_results(command.jury_id, deps, cause)
        return await deps.ici_juries.get(command.jury_id)
    await convene_learners(command.jury_id, deps, cause)
    now, today = deps.clock.now(), deps.clock.today()

    def decide(state: Jury) -> Change[Jury]:
        after = close(state, now, today, command.remarks)
        told = JuryClosed(
            jury_id=command.jury_id,
            programme_id=state.programme_id,
            held_on=state.held_on,
            candidate_count=len(after.results),
        )
        return Change(after, (told,))

    stored = await deps.ici_juries.change(command.jury_id, decide, cause, expected_version=command.expected_version)
    await apply_results(command.jury_id, deps, cause)
    return stored
