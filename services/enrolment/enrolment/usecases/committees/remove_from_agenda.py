"""Take a dossier off the agenda, with a reason; it waits for the next committee."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, remove_item, with_line
from enrolment.usecases.committees.release_review import ReleaseReview, release_review
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RemoveFromAgenda:
    """Which review, and why."""

    committee_id: str
    review_id: str
    reason: str
    expected_version: int | None = None


async def remove_from_agenda(command: RemoveFromAgenda, deps: Deps, cause: Cause) -> Stored[Committee]:
    """Its votes go with it. Taking it off again completes what a crash left."""

    def decide(state: Committee) -> Change[Committee] | None:
        if command.review_id in state.removed:
            return None
        line = Happening(deps.clock.now(), cause.actor, "removed-from-agenda", command.reason)
        return Change(with_line(remove_item(state, command.review_id), line))

    stored = await deps.committees.change(
        command.committee_id, decide, cause, expected_version=command.expected_version
    )
    await release_review(ReleaseReview(command.review_id, command.committee_id), deps, cause)
    return stored
