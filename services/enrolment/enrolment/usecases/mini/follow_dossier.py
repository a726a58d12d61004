"""A dossier whose acceptance was taken back, or that was withdrawn, has no place in a team any more."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.usecases.mini.leave_team import LeaveTeam, leave_team
from enrolment.usecases.mini.member_id import member_id
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class FollowDossier:
    """Which dossier."""

    application_id: str


async def follow_dossier(command: FollowDossier, deps: Deps, cause: Cause) -> None:
    """Nothing when it is in no team, or was accepted again meanwhile."""
    id_ = member_id(command.application_id)
    try:
        known = (await deps.mini_members.get(id_)).state
    except NotFoundError:
        return
    status = (await deps.applications.get(command.application_id)).state.status
    if known.active and status is not Status.ACCEPTED:
        code = "withdrawn" if status is Status.WITHDRAWN else "decision-changed"
        await leave_team(LeaveTeam(known.enterprise_id, id_, code), deps, cause)
