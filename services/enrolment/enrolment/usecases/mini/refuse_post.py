"""Decide that a member does not get a post they asked for, with the reason."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.appointing import holders
from enrolment.domain.mini.member import Member, Refusal, refuse
from enrolment.domain.mini.posts import post_of
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RefusePost:
    """Which, and why."""

    enterprise_id: str
    member_id: str
    post: str
    reason: str


async def refuse_post(command: RefusePost, deps: Deps, cause: Cause) -> Stored[Member]:
    """The last word on a post stands; who holds it cannot be refused it."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    post_of(team.posts, command.post)
    if any(one.member_id == command.member_id for one in holders(team.appointments, command.post)):
        raise RuleError("", "post-held", "the member holds this post; end that first")
    moment = moment_of(deps, cause)
    refusal = Refusal(command.post, command.reason, moment.on, moment.actor)

    def decide(state: Member) -> Change[Member] | None:
        after = refuse(state, refusal, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)
