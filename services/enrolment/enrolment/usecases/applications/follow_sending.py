"""What follows a dossier that was sent or changed: its team is invited and linked, its deciders are asked.

Several documents change, each by an id that follows from the dossier's, so that a repetition completes what a crash left. The
listener to our own ``application_submitted`` repeats it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status, TeamMember
from enrolment.domain.applications.team import Invitation, linked
from enrolment.usecases.applications.invite_member import InviteMember, invite_member
from enrolment.usecases.deciders.refresh_reviews import RefreshReviews, refresh_reviews
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class FollowSending:
    """Which dossier."""

    application_id: str


async def follow_sending(command: FollowSending, deps: Deps, cause: Cause) -> Stored[Application] | None:
    """Nothing for a draft, for one that is withdrawn, and for one from paper that names nobody but its deciders' turn."""
    application_id = command.application_id
    try:
        state = (await deps.applications.get(application_id)).state
    except NotFoundError:
        return None
    if state.status not in (Status.CONSENT_PENDING, Status.ELIGIBLE):
        return None
    if state.team:
        await _gather_team(application_id, state, deps, cause)
    await _close_forgotten(application_id, state, deps, cause)
    await request_reviews(RequestReviews(application_id), deps, cause)
    await refresh_reviews(RefreshReviews(application_id), deps, cause)
    return await deps.applications.get(application_id)


async def _gather_team(application_id: str, state: Application, deps: Deps, cause: Cause) -> None:
    team_id = state.team_id or derived_id(application_id, "team")
    found: dict[str, TeamMember] = {}
    for member in state.team:
        found[member.email] = await invite_member(InviteMember(application_id, state, team_id, member), deps, cause)

    def link(current: Application) -> Change[Application] | None:
        next_ = linked(current, team_id, found)
        return None if next_ == current else Change(next_)

    await deps.applications.change(application_id, link, cause, effect="team")
    await _enter_team(team_id, found, deps, cause)


async def _enter_team(team_id: str, found: Mapping[str, TeamMember], deps: Deps, cause: Cause) -> None:
    """Somebody who was named and has a dossier is in the team as well, unless theirs is another one."""

    def enter(current: Application) -> Change[Application] | None:
        return Change(replace(current, team_id=team_id)) if current.team_id is None else None

    for member in found.values():
        if member.application_id is not None:
            await deps.applications.change(member.application_id, enter, cause, effect="team")


async def _close_forgotten(application_id: str, state: Application, deps: Deps, cause: Cause) -> None:
    """An address that is named no more, for instance because it was mistyped, joins nobody."""
    if state.team_id is None:
        return
    named = {one.email for one in state.team}

    def close(invitation: Invitation) -> Change[Invitation] | None:
        taken = invitation.person_id is not None or invitation.email in named
        return None if taken or not invitation.open else Change(replace(invitation, open=False))

    for invitation in await deps.invitations.all({"team_id": state.team_id, "invited_by": application_id}):
        await deps.invitations.change(invitation.id, close, cause)
