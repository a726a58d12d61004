"""A committee does not meet: its reviews are free for the next one."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, cancel, with_line
from enrolment.usecases.committees.release_review import ReleaseReview, release_review
from essaim.contracts.enrolment_committees import CommitteeCancelled
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CancelCommittee:
    """Which one, and why."""

    committee_id: str
    reason: str
    expected_version: int | None = None


async def cancel_committee(command: CancelCommittee, deps: Deps, cause: Cause) -> Stored[Committee]:
    """CANCELLED. Reviews that a crash leaves behind are taken over by the next agenda: their committee is cancelled."""
    items = (await deps.committees.get(command.committee_id)).state.items

    def decide(state: Committee) -> Change[Committee]:
        line = Happening(deps.clock.now(), cause.actor, "cancelled", command.reason)
        event = CommitteeCancelled(
            committee_id=command.committee_id,
            partner=state.partner,
            decider=state.decider,
            scheme=Scheme(state.scheme),
        )
        return Change(with_line(cancel(state), line), (event,))

    stored = await deps.committees.change(
        command.committee_id, decide, cause, expected_version=command.expected_version
    )
    for item in items:
        await release_review(ReleaseReview(item.review_id, command.committee_id), deps, cause)
    return stored
