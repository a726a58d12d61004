"""Say which teachers look after a team: of the teachers, they alone read CVs, letters and interviews."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise, with_line
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class NameTeachers:
    """All of them, by login."""

    enterprise_id: str
    teachers: Sequence[str]
    expected_version: int | None = None


async def name_teachers(command: NameTeachers, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Also when the team is over: somebody may have to look something up. The same ones again change nothing."""
    moment = moment_of(deps, cause)
    named = tuple(dict.fromkeys(command.teachers))

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        if state.teachers == named:
            return None
        return Change(with_line(replace(state, teachers=named), moment, "teachers-named", str(len(named))))

    return await deps.mini_enterprises.change(
        command.enterprise_id, decide, cause, expected_version=command.expected_version
    )
