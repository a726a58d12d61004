"""An interviewer fills their grid; the office enters the paper of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.member import Member, score
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ScoreInterview:
    """Points by criterion."""

    member_id: str
    interview_id: str
    interviewer: str
    points: Mapping[str, int]


async def score_interview(command: ScoreInterview, deps: Deps, cause: Cause) -> Stored[Member]:
    """The last grid counts."""

    def decide(state: Member) -> Change[Member] | None:
        after = score(state, command.interview_id, command.interviewer, command.points)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)
