"""The result of the diploma; it may come after the year of the status is over."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.d2e import D2e, conclude
from enrolment.domain.snee.status import SneeStatus
from enrolment.usecases.snee.change_d2e import ChangeD2e, change_d2e
from enrolment.usecases.snee.d2e_of import d2e_of
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ConcludeD2e:
    """Passed or failed."""

    status_id: str
    passed: bool
    expected_version: int | None = None


async def conclude_d2e(command: ConcludeD2e, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """PASSED or FAILED."""
    today = deps.clock.today()

    def step(state: SneeStatus) -> D2e:
        return conclude(d2e_of(state), passed=command.passed, on=today)

    return await change_d2e(ChangeD2e(command.status_id, step, command.expected_version), deps, cause)
