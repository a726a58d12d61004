"""A team reaches its next step."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.books import require_settled
from enrolment.domain.mini.enterprise import MiniEnterprise, Status, advance
from enrolment.domain.mini.formats import require_format
from enrolment.usecases.mini.check_team import check_team
from enrolment.usecases.mini.read_books import read_books
from enrolment.usecases.mini.tell_step import tell_step
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AdvanceEnterprise:
    """Where to, and what was noted."""

    enterprise_id: str
    to: Status
    note: str = ""
    expected_version: int | None = None


async def advance_enterprise(command: AdvanceEnterprise, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """MINI-01 is looked at once more when the team is built: a birth date may have been corrected meanwhile.

    DISSOLVED waits until accounting has settled the books of the team's groups (MINI-03, MINI-04), where there are books."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    if command.to is Status.TEAM_BUILT and team.status is Status.AGREEMENT_SIGNED:
        require_format(await check_team(command.enterprise_id, team, deps))
    if command.to is Status.DISSOLVED and team.status is not Status.DISSOLVED:
        require_settled(await read_books(command.enterprise_id, team, deps))
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        after = advance(state, command.to, command.note, moment)
        return None if after == state else Change(after, (tell_step(command.enterprise_id, after, moment.on),))

    return await deps.mini_enterprises.change(
        command.enterprise_id, decide, cause, expected_version=command.expected_version
    )
