"""Open the election of a post, such as the PDG's: candidates, and every member of today as elector."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.appointing import holders
from enrolment.domain.mini.election import open_election as opened
from enrolment.domain.mini.enterprise import MiniEnterprise, Status, require_running, with_line
from enrolment.domain.mini.posts import post_of
from enrolment.usecases.mini.read_members import read_members
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class OpenElection:
    """Which post, and who stands for it."""

    enterprise_id: str
    post: str
    candidates: Sequence[str]


async def open_election(command: OpenElection, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """After the agreement, while the post is vacant. After a tie another one decides."""
    members = await read_members(command.enterprise_id, deps)
    electors = [one.id for one in members if one.state.active]
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise]:
        require_running(state, "hold elections")
        if state.status is Status.CREATED:
            raise RuleError("", "agreement-missing", "posts are filled once school and EPA have signed")
        post = post_of(state.posts, command.post)
        if not post.elected:
            raise RuleError("", "post-not-elected", f"{post.key} is given on CV and interview")
        if len(holders(state.appointments, post.key)) >= post.number:
            raise RuleError("", "post-filled", f"{post.key} has {post.number} holders")
        ballot = opened(state.elections, post.key, command.candidates, electors, moment.on)
        after = replace(state, elections=(*state.elections, ballot))
        return Change(with_line(after, moment, "election-opened", post.key))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)
