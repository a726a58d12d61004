"""A member gives a post up or is relieved of it; that they held it stays in the history."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.appointing import end, holders
from enrolment.domain.mini.enterprise import MiniEnterprise, require_running, with_line
from enrolment.domain.mini.posts import post_of
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class VacatePost:
    """Who, which, and why: a code, and words for those who see candidacies."""

    enterprise_id: str
    post: str
    member_id: str
    code: str
    reason: str = ""


async def vacate_post(command: VacatePost, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """The post is vacant from today. RuleError when the member does not hold it."""
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise]:
        require_running(state, "change posts")
        post_of(state.posts, command.post)
        if not any(one.member_id == command.member_id for one in holders(state.appointments, command.post)):
            raise RuleError("", "post-not-held", "the member does not hold this post")
        after = end(state.appointments, command.member_id, moment.on, command.code, command.reason, command.post)
        line = f"{command.post} {command.member_id}"
        return Change(with_line(replace(state, appointments=after), moment, "post-vacated", line))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)
