"""The student takes a request back."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.arrangement import withdrawn
from enrolment.domain.snee.status import SneeStatus, change_arrangement
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class WithdrawArrangement:
    """Which one."""

    status_id: str
    arrangement_id: str


async def withdraw_arrangement(command: WithdrawArrangement, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """WITHDRAWN, also after it was granted."""
    moment = moment_of(deps, cause)

    def decide(state: SneeStatus) -> Change[SneeStatus]:
        if state.arrangement(command.arrangement_id) is None:
            raise NotFoundError("not-found", "there is no such request here")
        return Change(change_arrangement(state, command.arrangement_id, withdrawn, moment))

    return await deps.snee_statuses.change(command.status_id, decide, cause)
