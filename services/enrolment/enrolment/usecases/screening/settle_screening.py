"""What the approval of a group means for the screening of its activity: the carrier's decision, with the note as its reason."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.screening.runs import Standing
from enrolment.usecases.screening.decide_activity import DecideActivity, decide_activity
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class SettleScreening:
    """The group that is about to be approved, why its activity can be carried, and the proof that its members gave."""

    group_id: str
    review_note: str | None
    proof: str | None


async def settle_screening(command: SettleScreening, deps: Deps, cause: Cause) -> None:
    """Refused when the activity was screened again since the proposal and is excluded now, or needs a reason that is missing.

    It comes before the approval: a crash between the two leaves a decision that the repeated approval finds.
    """
    id_ = derived_id(command.group_id, "screening")
    try:
        screening = (await deps.screenings.get(id_)).state
    except NotFoundError:
        return  # Proposed before screenings were kept; the group itself says whether it needs a review.
    if screening.standing is Standing.REFUSED:
        problem = Problem("activity_code", "is excluded by the lists as they are now", "an activity that is not")
        raise RuleError("CAE-10", "excluded-activity", "the last screening refuses the activity of the group", problem)
    if screening.standing not in (Standing.REVIEW, Standing.REFUSED_BY_CARRIER):
        return
    if not command.review_note:
        problem = Problem("review_note", "is missing", "why the activity can be carried")
        raise RuleError("CAE-10", "review-missing", "the activity needs the carrier's own decision", problem)
    await decide_activity(
        DecideActivity(id_, accepted=True, reason=command.review_note, proof=command.proof), deps, cause
    )
