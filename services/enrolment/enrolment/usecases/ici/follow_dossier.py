"""A dossier that was accepted is refused after all, or withdrawn: its learner leaves."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status as ApplicationStatus
from enrolment.domain.ici.enrolment import DECISION_CHANGED, OPEN
from enrolment.usecases.ici.abandon_cursus import AbandonCursus, abandon_cursus
from enrolment.usecases.ici.learner_id import learner_id
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

WITHDRAWN = "application-withdrawn"


@dataclass(frozen=True)
class FollowDossier:
    """Which dossier."""

    application_id: str


async def follow_dossier(command: FollowDossier, deps: Deps, cause: Cause) -> None:
    """Nothing when there is no learner, when the way is over, or when the dossier was accepted again meanwhile."""
    id_ = learner_id(command.application_id)
    try:
        known = (await deps.ici_learners.get(id_)).state
    except NotFoundError:
        return
    application = (await deps.applications.get(command.application_id)).state
    if known.status not in OPEN or application.status is ApplicationStatus.ACCEPTED:
        return
    withdrawn = application.status is ApplicationStatus.WITHDRAWN
    await abandon_cursus(AbandonCursus(id_, WITHDRAWN if withdrawn else DECISION_CHANGED, ""), deps, cause)
