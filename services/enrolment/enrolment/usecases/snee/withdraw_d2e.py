"""Give up the diploma and keep the status; a graduate cannot (SNEE-04)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.d2e import D2e, withdraw
from enrolment.domain.snee.status import SneeStatus
from enrolment.usecases.snee.change_d2e import ChangeD2e, change_d2e
from enrolment.usecases.snee.d2e_of import d2e_of
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawD2e:
    """Why."""

    status_id: str
    reason: str
    expected_version: int | None = None


async def withdraw_d2e(command: WithdrawD2e, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """WITHDRAWN."""

    def step(state: SneeStatus) -> D2e:
        return withdraw(d2e_of(state), command.reason)

    return await change_d2e(ChangeD2e(command.status_id, step, command.expected_version), deps, cause)
