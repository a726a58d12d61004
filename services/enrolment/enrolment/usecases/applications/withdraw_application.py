"""Withdraw an application."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, withdraw
from essaim.contracts.enrolment import ApplicationWithdrawn
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawApplication:
    """Which application, and why in the applicant's words."""

    application_id: str
    reason: str
    expected_version: int | None = None


async def withdraw_application(command: WithdrawApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """WITHDRAWN, unless a group counts on it."""

    def change(state: Application) -> Change[Application]:
        event = ApplicationWithdrawn(
            application_id=command.application_id, person_id=state.person_id, programme_id=state.programme_id
        )
        return Change(withdraw(state, command.reason), (event,))

    return await deps.applications.change(
        command.application_id, change, cause, expected_version=command.expected_version
    )
