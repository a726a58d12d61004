"""One step of the diploma of a status, decided by a function of the domain; every step of it comes here."""

from collections.abc import Callable
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee import status
from enrolment.domain.snee.d2e import D2e
from enrolment.domain.snee.status import SneeStatus
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import DiplomaChanged
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ChangeD2e:
    """Of which status, and how. The step gets the whole status, because the diploma rests on it (SNEE-06)."""

    status_id: str
    step: Callable[[SneeStatus], D2e]
    expected_version: int | None = None


async def change_d2e(command: ChangeD2e, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """With the event, if anything changed."""
    moment = moment_of(deps, cause)

    def decide(state: SneeStatus) -> Change[SneeStatus] | None:
        after = status.change_d2e(state, command.step(state), moment)
        if after == state:
            return None
        assert after.d2e is not None
        return Change(
            after, (DiplomaChanged(status_id=command.status_id, person_id=state.person_id, d2e=after.d2e.status),)
        )

    return await deps.snee_statuses.change(command.status_id, decide, cause, expected_version=command.expected_version)
