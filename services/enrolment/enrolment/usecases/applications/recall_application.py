"""Take back a dossier that was sent too early: a draft again, until the last day is over."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.closing_date import require_open
from enrolment.domain.applications.dossier import Moment, recall
from enrolment.usecases.applications.gather_dossier import gather_dossier
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from essaim.contracts.enrolment import ApplicationRecalled
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecallApplication:
    """Which dossier."""

    application_id: str
    expected_version: int | None = None


async def recall_application(command: RecallApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """DRAFT; nobody has to answer on it any more. A draft stays one."""
    gathered = await gather_dossier(command.application_id, deps)
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def change(state: Application) -> Change[Application] | None:
        if state.status is Status.DRAFT:
            return None
        recalled = recall(state, moment)
        require_open(gathered.period, moment.at, "take a dossier back")
        event = ApplicationRecalled(
            application_id=command.application_id,
            person_id=state.person_id,
            programme_id=state.programme_id,
            scheme=Scheme(state.scheme),
        )
        return Change(recalled, (event,))

    stored = await deps.applications.change(
        command.application_id, change, cause, expected_version=command.expected_version
    )
    await close_reviews(CloseReviews(command.application_id, "withdrawn"), deps, cause)
    return await deps.applications.get(stored.id)
