"""Change what a team plans, before its agreement is signed."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import require_status
from enrolment.domain.mini.enterprise import MiniEnterprise, Status, check_period, with_line
from enrolment.domain.mini.formats import require_format
from enrolment.usecases.mini.check_team import check_team
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ChangePlan:
    """What is planned now. The format stays: another format is another team."""

    enterprise_id: str
    name: str
    starts_on: date
    ends_on: date
    planned_hours: int | None = None
    region: str = ""
    expected_version: int | None = None


async def change_plan(command: ChangePlan, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Refused where it cannot be the format (MINI-01). An agreement for another plan has to be drawn up anew."""
    known = await deps.mini_enterprises.get(command.enterprise_id)
    programme = (await deps.programmes.get(known.state.programme_id)).state
    planned = _planned(known.state, command)
    check_period(planned, programme.starts_on, programme.ends_on)
    require_format(await check_team(command.enterprise_id, planned, deps))
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        require_status("mini-enterprise", state.status, (Status.CREATED,), "change its plan")
        after = _planned(state, command)
        if after == state:
            return None
        return Change(with_line(replace(after, agreement=None), moment, "plan-changed"))

    return await deps.mini_enterprises.change(
        command.enterprise_id, decide, cause, expected_version=command.expected_version
    )


def _planned(state: MiniEnterprise, command: ChangePlan) -> MiniEnterprise:
    return replace(
        state,
        name=command.name,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        planned_hours=command.planned_hours,
        region=command.region,
    )
