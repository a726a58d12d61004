"""Ask for the diploma during the year; only somebody whose status runs may (SNEE-06)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import require_status
from enrolment.domain.snee.d2e import D2e, request
from enrolment.domain.snee.status import RUNNING, SneeStatus
from enrolment.usecases.snee.change_d2e import ChangeD2e, change_d2e
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequestD2e:
    """For which status."""

    status_id: str
    expected_version: int | None = None


async def request_d2e(command: RequestD2e, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """REQUESTED; the committee answers."""
    today = deps.clock.today()

    def step(state: SneeStatus) -> D2e:
        require_status("snee", state.status, RUNNING, "ask for the D2E")
        return request(state.d2e, today)

    return await change_d2e(ChangeD2e(command.status_id, step, command.expected_version), deps, cause)
