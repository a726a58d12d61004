"""Give a team its mentor. Who it may be is decided where mentors are matched; here only their id is kept."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise, assign
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AssignMentor:
    """Whom."""

    mini_enterprise_id: str
    mentor_id: str


async def assign_mentor(command: AssignMentor, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """The same mentor again changes nothing; another one takes the place, and both stand in the history."""
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        after = assign(state, command.mentor_id, moment)
        return None if after == state else Change(after)

    return await deps.mini_enterprises.change(command.mini_enterprise_id, decide, cause, effect="mentor")
