"""Begin the dossier of the next school year, filled in with what the accepted one says."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.form import form_on
from enrolment.domain.applications.renewing import renew
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.open_draft import OpenDraft, open_draft
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RenewApplication:
    """The accepted dossier, and the programme of the next year."""

    application_id: str
    programme: Stored[Programme]
    by_office: bool = False


async def renew_application(command: RenewApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """A draft; the same one when it is asked for again."""
    old = (await deps.applications.get(command.application_id)).state
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())
    target = command.programme
    form = form_on(target.state.scheme, moment.on)
    prefilled = renew(old, command.application_id, target.id, target.state, form, moment)
    return await open_draft(OpenDraft(target, old.person_id, command.by_office, prefilled=prefilled), deps, cause)
