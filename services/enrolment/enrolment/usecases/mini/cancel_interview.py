"""Cancel an interview that was not held; another one is planned in its place."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.member import Member, cancel
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CancelInterview:
    """Which."""

    member_id: str
    interview_id: str


async def cancel_interview(command: CancelInterview, deps: Deps, cause: Cause) -> Stored[Member]:
    """Its interviewers do not see the candidacy any more, unless they have another one with the member."""
    moment = moment_of(deps, cause)

    def decide(state: Member) -> Change[Member] | None:
        after = cancel(state, command.interview_id, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)
