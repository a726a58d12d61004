"""Take a file off a dossier. What was sent has to stay complete, so that a required document is replaced and not removed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.attaching import detach
from enrolment.domain.applications.closing_date import require_open
from enrolment.domain.applications.completeness import require_complete
from enrolment.domain.applications.dossier import Moment
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from enrolment.usecases.applications.gather_dossier import gather_dossier
from enrolment.usecases.privacy.let_file_go import let_file_go
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DetachDocument:
    """Which file, as what."""

    application_id: str
    kind: str
    sha256: str


async def detach_document(command: DetachDocument, deps: Deps, cause: Cause) -> Stored[Application]:
    """The dossier without it; without any change when it was not there."""
    gathered = await gather_dossier(command.application_id, deps)
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def change(state: Application) -> Change[Application]:
        left = detach(state, command.kind, command.sha256, moment)
        if state.status is not Status.DRAFT:
            require_open(gathered.period, moment.at, "take a document off")
            require_complete(gathered.with_state(left))
        return Change(left)

    if any(one.sha256 == command.sha256 for one in gathered.stored.state.attachments):
        await let_file_go(command.sha256, deps, cause)
    stored = await deps.applications.change(command.application_id, change, cause)
    if stored.state.status is not Status.DRAFT:
        await follow_sending(FollowSending(command.application_id), deps, cause)
    return stored
