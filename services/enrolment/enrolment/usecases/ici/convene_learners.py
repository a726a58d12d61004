"""The learners of a planned jury go before it: one idempotent write each."""

from enrolment.deps import Deps
from enrolment.domain.ici.enrolment import Status, convene
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def convene_learners(jury_id: str, deps: Deps, cause: Cause) -> None:
    """Safe to repeat: who is before this jury or has left meanwhile stays as they are."""
    jury = (await deps.ici_juries.get(jury_id)).state
    moment = moment_of(deps, cause)
    for candidate in jury.candidates:
        learner = (await deps.ici_learners.get(candidate.enrolment_id)).state
        if candidate.withdrawn or learner.status is not Status.IN_PROGRESS:
            continue
        # How many regroupements are asked for was checked when the jury was planned.
        await deps.ici_learners.change(
            candidate.enrolment_id, lambda state: Change(convene(state, jury_id, 0, moment)), cause
        )
