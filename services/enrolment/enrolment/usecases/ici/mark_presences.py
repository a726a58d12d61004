"""Note a regroupement with every learner whom it concerns: one idempotent write each."""

from collections.abc import Mapping

from enrolment.deps import Deps
from enrolment.domain.ici.enrolment import Attended, IciEnrolment, attend
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def mark_presences(attended: Mapping[str, Attended], deps: Deps, cause: Cause) -> None:
    """By enrolment. Safe to repeat."""
    for enrolment_id, each in attended.items():

        def decide(state: IciEnrolment, each: Attended = each) -> Change[IciEnrolment] | None:
            after = attend(state, each)
            return None if after == state else Change(after)

        await deps.ici_learners.change(enrolment_id, decide, cause, effect="attended")
