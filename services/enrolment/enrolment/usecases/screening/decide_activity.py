"""The carrier's officer decides on an activity that needs a review (CAE-10)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.screening.runs import ActivityScreening, CarrierDecision, decide
from essaim.contracts.enrolment import ActivityReviewed
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DecideActivity:
    """The decision on a run, its reason, and the proof that was seen. ``run`` None is the last one."""

    screening_id: str
    accepted: bool
    reason: str
    proof: str | None = None
    proof_sha256: str | None = None
    run: int | None = None
    expected_version: int | None = None


async def decide_activity(command: DecideActivity, deps: Deps, cause: Cause) -> Stored[ActivityScreening]:
    """The screening with the decision; a regulated activity is accepted with a proof of qualification only."""
    now = deps.clock.now()

    def change(state: ActivityScreening) -> Change[ActivityScreening]:
        last = state.last.number if state.last else 0
        decision = CarrierDecision(
            run=last if command.run is None else command.run,
            accepted=command.accepted,
            reason=command.reason,
            decided_at=now,
            decided_by=cause.actor,
            proof=command.proof,
            proof_sha256=command.proof_sha256,
        )
        decided = decide(state, decision)
        return Change(decided) if decided is state else Change(decided, (_event(decided, decision),))

    return await deps.screenings.change(command.screening_id, change, cause, expected_version=command.expected_version)


def _event(screening: ActivityScreening, decision: CarrierDecision) -> ActivityReviewed:
    return ActivityReviewed(
        application_id=screening.application_id,
        group_id=screening.group_id,
        programme_id=screening.programme_id,
        scheme=Scheme(screening.scheme),
        carrier=screening.carrier,
        run=decision.run,
        accepted=decision.accepted,
    )
