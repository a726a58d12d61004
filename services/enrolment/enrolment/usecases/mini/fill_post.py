"""Give a post to a member, on their CV and interview, with a reason."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.appointing import Appointment, How, appoint
from enrolment.domain.mini.enterprise import MiniEnterprise, Status, require_running, with_line
from enrolment.domain.mini.member import require_active, require_interviewed
from enrolment.domain.mini.posts import post_of
from enrolment.usecases.mini.find_member import find_member
from enrolment.usecases.mini.tell_post import tell_post
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class FillPost:
    """``main`` is false for a post beside the member's own."""

    enterprise_id: str
    post: str
    member_id: str
    reason: str
    main: bool = True
    expected_version: int | None = None


async def fill_post(command: FillPost, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Any time after the agreement was signed. Elected posts are given by an election only."""
    member = (await find_member(command.enterprise_id, command.member_id, deps)).state
    require_active(member)
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        require_running(state, "fill posts")
        if state.status is Status.CREATED:
            raise RuleError("", "agreement-missing", "posts are filled once school and EPA have signed")
        post = post_of(state.posts, command.post)
        if post.elected:
            raise RuleError("", "post-elected", f"{post.key} is elected by the members")
        require_interviewed(member)
        given = Appointment(
            post=post.key,
            member_id=command.member_id,
            main=command.main,
            since=moment.on,
            how=How.INTERVIEW,
            by=moment.actor,
            reason=command.reason,
        )
        after = appoint(state.appointments, post, given)
        if after == state.appointments:
            return None
        told = tell_post(command.enterprise_id, state, member.person_id, post, main=command.main, on=moment.on)
        line = f"{post.key} {command.member_id}"
        return Change(with_line(replace(state, appointments=after), moment, "post-filled", line), (told,))

    return await deps.mini_enterprises.change(
        command.enterprise_id, decide, cause, expected_version=command.expected_version
    )
