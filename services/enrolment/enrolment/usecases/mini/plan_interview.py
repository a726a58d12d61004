"""Plan an interview of a member: a slot, and who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.mini.enterprise import require_running
from enrolment.domain.mini.member import Interview, Interviewer, Member, overlaps, plan
from enrolment.domain.mini.posts import criteria_on, post_of
from enrolment.usecases.mini.read_members import read_members
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PlanInterview:
    """When, how long, who asks, and for which post when it is for one."""

    enterprise_id: str
    member_id: str
    starts_at: datetime
    minutes: int
    interviewers: Sequence[Interviewer]
    post: str | None = None


async def plan_interview(command: PlanInterview, deps: Deps, cause: Cause) -> Stored[Member]:
    """With the grid of today. Nobody asks in two interviews of a team at once, nor their own."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    require_running(team, "plan interviews")
    if command.post is not None:
        post_of(team.posts, command.post)
    moment = moment_of(deps, cause)
    interview = Interview(
        id=cause.new_id("interview"),
        starts_at=command.starts_at,
        minutes=command.minutes,
        interviewers=tuple(command.interviewers),
        criteria=criteria_on(moment.on),
        post=command.post,
    )
    await _check_interviewers(command, interview, deps)

    def decide(state: Member) -> Change[Member] | None:
        after = plan(state, interview, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)


async def _check_interviewers(command: PlanInterview, interview: Interview, deps: Deps) -> None:
    accounts = {one.account for one in command.interviewers}
    for other in await read_members(command.enterprise_id, deps):
        if other.id == command.member_id:
            if other.state.person_id in accounts:
                raise InputError(Problem("interviewers", "names the member themself", "somebody else"))
            continue
        for one in other.state.interviews:
            if overlaps(one, interview) and accounts & {who.account for who in one.interviewers}:
                raise RuleError("", "slot-taken", "an interviewer has another interview at that time")
