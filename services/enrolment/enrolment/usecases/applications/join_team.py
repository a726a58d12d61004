"""Somebody who was invited begins a dossier with the invitation: they are a member of the team from then on (SNEE-10)."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.team import Invitation, join
from enrolment.domain.errors import RuleError
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class JoinTeam:
    """The invitation, and the dossier of whoever follows it."""

    invitation_id: str
    application_id: str
    person_id: str
    programme_id: str


async def join_team(command: JoinTeam, deps: Deps, cause: Cause) -> Stored[Application]:
    """The dossier with its team. An invitation is taken by one person; NotFoundError when there is none."""

    def take(state: Invitation) -> Change[Invitation]:
        return Change(
            join(
                state,
                person_id=command.person_id,
                application_id=command.application_id,
                programme_id=command.programme_id,
            )
        )

    invitation = (await deps.invitations.change(command.invitation_id, take, cause)).state

    def enter(state: Application) -> Change[Application] | None:
        if state.team_id == invitation.team_id:
            return None
        if state.team_id is not None:
            raise RuleError("", "other-team", "this dossier belongs to another team already")
        return Change(replace(state, team_id=invitation.team_id))

    return await deps.applications.change(command.application_id, enter, cause)
