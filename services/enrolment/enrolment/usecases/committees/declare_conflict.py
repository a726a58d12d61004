"""A member has a conflict of interest in a dossier: said by themselves, or by whoever prepares the meeting."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, with_line
from enrolment.domain.committees.voting import declare_conflict as declare
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DeclareConflict:
    """Who, in which dossier."""

    committee_id: str
    review_id: str
    member: str


async def declare_conflict(command: DeclareConflict, deps: Deps, cause: Cause) -> Stored[Committee]:
    """Their vote goes, and they are not counted for the quorum of this dossier."""

    def decide(state: Committee) -> Change[Committee] | None:
        declared = declare(state, command.review_id, command.member)
        line = Happening(deps.clock.now(), cause.actor, "conflict-declared", command.member)
        return None if declared == state else Change(with_line(declared, line))

    return await deps.committees.change(command.committee_id, decide, cause)
