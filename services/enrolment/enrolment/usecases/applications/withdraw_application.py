"""Withdraw an application, or renounce a place that was given."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status, withdraw
from enrolment.domain.applications.dossier import Moment, with_line
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from essaim.contracts.enrolment import ApplicationWithdrawn
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawApplication:
    """Which application, and why: in the applicant's words, and by a code that can be counted."""

    application_id: str
    reason: str
    code: str | None = None
    expected_version: int | None = None


async def withdraw_application(command: WithdrawApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """WITHDRAWN, unless a group counts on it. A draft goes without a word to anybody: nobody knew of it."""
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def change(state: Application) -> Change[Application]:
        action = "renounced" if state.status is Status.ACCEPTED else "withdrawn"
        withdrawn = with_line(withdraw(state, command.reason, command.code), moment, action, command.code or "")
        event = ApplicationWithdrawn(
            application_id=command.application_id,
            person_id=state.person_id,
            programme_id=state.programme_id,
            reason_code=command.code,
        )
        return Change(withdrawn, () if state.status is Status.DRAFT else (event,))

    stored = await deps.applications.change(
        command.application_id, change, cause, expected_version=command.expected_version
    )
    await close_reviews(CloseReviews(command.application_id, "withdrawn"), deps, cause)
    return await deps.applications.get(stored.id)
