"""The other deployment has answered: the dossier goes on there, or is open here again."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.dossier import Moment, with_line
from enrolment.domain.applications.handing_over import come_back, taken
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class FinishHandover:
    """Which dossier, who answers, and what: the id under which it goes on, or why it does not."""

    application_id: str
    partner: str
    new_application_id: str | None = None
    reason: str = ""


async def finish_handover(command: FinishHandover, deps: Deps, cause: Cause) -> None:
    """An answer of somebody else than it was handed to changes nothing."""
    moment = Moment(deps.clock.now(), command.partner, deps.clock.today())

    def change(state: Application) -> Change[Application] | None:
        if state.transfer is None or state.transfer.coordinator != command.partner or state.transferred_to is None:
            return None
        if command.new_application_id is not None:
            return Change(taken(state, command.new_application_id, moment))
        return Change(come_back(state, command.reason, moment))

    try:
        await deps.applications.change(command.application_id, change, cause, effect="handover")
    except DuplicateError:
        # The applicant has begun another one of the same scheme and year meanwhile: that one counts (SNEE-03).
        await deps.applications.change(
            command.application_id,
            lambda state: Change(with_line(state, moment, "transfer-declined", command.reason)),
            cause,
            effect="handover",
        )
    await follow_sending(FollowSending(command.application_id), deps, cause)
