"""Say how many members hold a post: teams have 11 to 35 members, and not the same needs."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.mini.appointing import holders
from enrolment.domain.mini.enterprise import MiniEnterprise, require_running, with_line
from enrolment.domain.mini.posts import with_number
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetPostNumber:
    """Of which post."""

    enterprise_id: str
    post: str
    number: int


async def set_post_number(command: SetPostNumber, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Between the bounds of the format, and never fewer than hold it."""
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        require_running(state, "change posts")
        held = len(holders(state.appointments, command.post))
        after = replace(state, posts=with_number(state.posts, command.post, command.number, held))
        if after == state:
            return None
        return Change(with_line(after, moment, "post-number", f"{command.post} {command.number}"))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)
