"""A dossier that was accepted is refused after all, or withdrawn: the status that rests on it ends."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status as ApplicationStatus
from enrolment.domain.snee.status import DECISION_CHANGED, RUNNING, Status
from enrolment.usecases.snee.end_status import EndStatus, end_status
from enrolment.usecases.snee.status_id import status_id
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

WITHDRAWN = "application-withdrawn"


@dataclass(frozen=True)
class FollowDossier:
    """Which dossier."""

    application_id: str


async def follow_dossier(command: FollowDossier, deps: Deps, cause: Cause) -> None:
    """Nothing when there is no status, when it is over, or when the dossier was accepted again meanwhile."""
    id_ = status_id(command.application_id)
    try:
        known = (await deps.snee_statuses.get(id_)).state
    except NotFoundError:
        return
    application = (await deps.applications.get(command.application_id)).state
    if known.status not in RUNNING or application.status is ApplicationStatus.ACCEPTED:
        return
    if application.status is ApplicationStatus.WITHDRAWN:
        await end_status(EndStatus(id_, Status.RENOUNCED, WITHDRAWN, ""), deps, cause)
    else:
        await end_status(EndStatus(id_, Status.REVOKED, DECISION_CHANGED, ""), deps, cause)
