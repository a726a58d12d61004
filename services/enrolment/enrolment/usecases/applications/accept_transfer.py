"""The other office takes a dossier: it is closed where it was and goes on under the new programme.

The old one is closed first, because a person has one dossier per scheme and year (SNEE-03); what it says stays in it, so that the
new one can be made of it at any time: at once, or when our own ``application_transferred`` comes after a crash.
"""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import WITHDRAWABLE, Application
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.transferring import leave
from enrolment.domain.errors import RuleError
from enrolment.usecases.applications.complete_transfer import CompleteTransfer, complete_transfer
from essaim.contracts.enrolment import ApplicationTransferred
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class AcceptTransfer:
    """Which dossier."""

    application_id: str


async def accept_transfer(command: AcceptTransfer, deps: Deps, cause: Cause) -> Stored[Application]:
    """The dossier at the new programme, sent when it was sent. Accepting it twice gives the same one."""
    old = await deps.applications.get(command.application_id)
    if old.state.transferred_to is None:
        old = await _leave(old, deps, cause)
    return await complete_transfer(CompleteTransfer(command.application_id), deps, cause)


async def _leave(old: Stored[Application], deps: Deps, cause: Cause) -> Stored[Application]:
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())
    if old.state.transfer is not None:
        await _require_room(derived_id(old.state.transfer.programme_id, f"application {old.state.person_id}"), deps)

    def change(state: Application) -> Change[Application] | None:
        if state.transferred_to is not None:
            return None
        target_id = state.transfer.programme_id if state.transfer else ""
        new_id = derived_id(target_id, f"application {state.person_id}")
        left = leave(state, new_id, moment)
        event = ApplicationTransferred(
            application_id=old.id,
            new_application_id=new_id,
            person_id=state.person_id,
            scheme=Scheme(state.scheme),
            school_year=state.school_year,
            from_programme_id=state.programme_id,
            to_programme_id=target_id,
            from_coordinator=state.coordinator,
            to_coordinator=state.transfer.coordinator if state.transfer else state.coordinator,
        )
        return Change(left, (event,))

    return await deps.applications.change(old.id, change, cause)


async def _require_room(new_id: str, deps: Deps) -> None:
    try:
        known = (await deps.applications.get(new_id)).state
    except NotFoundError:
        return
    if known.status in WITHDRAWABLE:
        raise RuleError("", "one-dossier-a-year", f"this person has the dossier {new_id} in that programme already")
