"""A learner leaves before the result; a jury that was to see them does not wait for their grids."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici import jury
from enrolment.domain.ici.enrolment import IciEnrolment, abandon
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import LearnerAbandoned
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AbandonCursus:
    """Why: a code, and words for those concerned."""

    enrolment_id: str
    reason: str
    words: str
    expected_version: int | None = None


async def abandon_cursus(command: AbandonCursus, deps: Deps, cause: Cause) -> Stored[IciEnrolment]:
    """ABANDONED. The jury is told first: when a crash comes between, the call can be repeated."""
    before = (await deps.ici_learners.get(command.enrolment_id)).state
    moment = moment_of(deps, cause)
    abandon(before, command.reason, command.words, moment)
    if before.jury_id is not None:
        await deps.ici_juries.change(
            before.jury_id, lambda state: Change(jury.leave(state, command.enrolment_id)), cause, effect="leave"
        )

    def decide(state: IciEnrolment) -> Change[IciEnrolment]:
        after = abandon(state, command.reason, command.words, moment)
        told = LearnerAbandoned(
            enrolment_id=command.enrolment_id,
            person_id=state.person_id,
            programme_id=state.programme_id,
            reason=command.reason,
        )
        return Change(after, (told,))

    return await deps.ici_learners.change(
        command.enrolment_id, decide, cause, expected_version=command.expected_version, effect="abandon"
    )
