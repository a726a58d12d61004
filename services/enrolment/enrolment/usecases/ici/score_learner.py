"""A member of a jury fills the grid of a learner; the office enters the paper of a member without a login."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.jury import Jury, Points, score
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class ScoreLearner:
    """Points by criterion."""

    jury_id: str
    enrolment_id: str
    juror: str
    points: Points


async def score_learner(command: ScoreLearner, deps: Deps, cause: Cause) -> Stored[Jury]:
    """The grid as it is told; the last one counts until the jury is closed."""

    def decide(state: Jury) -> Change[Jury] | None:
        if state.candidate(command.enrolment_id) is None:
            raise NotFoundError("not-found", "this learner is not before this jury")
        after = score(state, command.enrolment_id, command.juror, command.points)
        return None if after == state else Change(after)

    return await deps.ici_juries.change(command.jury_id, decide, cause)
