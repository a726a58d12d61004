"""A team whose mentoring is over: its former mentor does not see it any more."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise, release
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReleaseMentor:
    """Whom."""

    mini_enterprise_id: str
    mentor_id: str


async def release_mentor(command: ReleaseMentor, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Nothing changes when they are not its mentor: another one may have taken the place already."""
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        after = release(state, command.mentor_id, moment)
        return None if after == state else Change(after)

    return await deps.mini_enterprises.change(command.mini_enterprise_id, decide, cause, effect="mentor-released")
