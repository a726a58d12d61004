"""The other office does not take a dossier: it stays where it is."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.transferring import decline
from essaim.contracts.enrolment import TransferDeclined
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DeclineTransfer:
    """Which dossier."""

    application_id: str


async def decline_transfer(command: DeclineTransfer, deps: Deps, cause: Cause) -> Stored[Application]:
    """The dossier without the wish."""
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def change(state: Application) -> Change[Application]:
        declined = decline(state, moment)
        transfer = state.transfer
        event = TransferDeclined(
            application_id=command.application_id,
            scheme=Scheme(state.scheme),
            from_programme_id=state.programme_id,
            to_programme_id=transfer.programme_id if transfer else state.programme_id,
            from_coordinator=state.coordinator,
            to_coordinator=transfer.coordinator if transfer else state.coordinator,
        )
        return Change(declined, (event,))

    return await deps.applications.change(command.application_id, change, cause)
