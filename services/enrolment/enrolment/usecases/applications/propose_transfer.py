"""The office of a programme proposes that a dossier goes on in another programme of the same scheme and year."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.transferring import propose
from enrolment.domain.errors import InputError, Problem
from essaim.contracts.enrolment import TransferProposed
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class ProposeTransfer:
    """Which dossier, where to, and why in the office's words."""

    application_id: str
    programme_id: str
    reason: str
    expected_version: int | None = None


async def propose_transfer(command: ProposeTransfer, deps: Deps, cause: Cause) -> Stored[Application]:
    """The dossier stays where it is until the other office answers. InputError for a programme that is not kept here."""
    try:
        target = (await deps.programmes.get(command.programme_id)).state
    except NotFoundError as error:
        accepted = "a programme of the same scheme and year that this deployment keeps"
        raise InputError(Problem("programme_id", "is no programme of this deployment", accepted)) from error
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def change(state: Application) -> Change[Application] | None:
        proposed = propose(state, command.programme_id, target, command.reason, moment)
        if proposed == state:
            return None
        event = TransferProposed(
            application_id=command.application_id,
            person_id=state.person_id,
            scheme=Scheme(state.scheme),
            from_programme_id=state.programme_id,
            to_programme_id=command.programme_id,
            from_coordinator=state.coordinator,
            to_coordinator=target.coordinator,
        )
        return Change(proposed, (event,))

    return await deps.applications.change(
        command.application_id, change, cause, expected_version=command.expected_version
    )
