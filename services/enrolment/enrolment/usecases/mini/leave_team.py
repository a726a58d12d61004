"""A member leaves: their posts are vacant from that day on, and the year's history keeps that they held them."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.mini.appointing import end
from enrolment.domain.mini.enterprise import MiniEnterprise, with_line
from enrolment.domain.mini.member import Member, leave
from enrolment.usecases.mini.find_member import find_member
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class LeaveTeam:
    """Who, and why: a code."""

    enterprise_id: str
    member_id: str
    code: str


async def leave_team(command: LeaveTeam, deps: Deps, cause: Cause) -> Stored[Member]:
    """The posts first, then the member: saying it again completes what a crash left."""
    await find_member(command.enterprise_id, command.member_id, deps)
    moment = moment_of(deps, cause)

    def vacate(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        after = end(state.appointments, command.member_id, moment.on, command.code)
        if after == state.appointments:
            return None
        return Change(with_line(replace(state, appointments=after), moment, "member-left", command.member_id))

    await deps.mini_enterprises.change(command.enterprise_id, vacate, cause, effect="member-left")

    def decide(state: Member) -> Change[Member] | None:
        after = leave(state, command.code, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause, effect="leave")
