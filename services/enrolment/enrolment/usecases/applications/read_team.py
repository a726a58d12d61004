"""The team seen together: who is named, who has a dossier, who has sent it. Names and nothing else of anybody's dossier."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import WITHDRAWABLE, Application, Status, TeamMember
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class SeenMember:
    """One member. ``begun`` is whether there is a dossier, ``sent`` whether it is sent; both False for one who was invited."""

    name: str
    role: str
    begun: bool
    sent: bool
    invited: bool
    self: bool


async def read_team(application: Stored[Application], deps: Deps) -> tuple[SeenMember, ...]:
    """Those with a dossier, then those without, each by name. Somebody without a team is their own."""
    dossiers = {application.id: application.state}
    if application.state.team_id is not None:
        found = await deps.applications.all({"team_id": application.state.team_id})
        dossiers |= {one.id: one.state for one in found if one.state.status in WITHDRAWABLE}
    for member in application.state.team:
        if member.application_id is not None and member.application_id not in dossiers:
            dossiers[member.application_id] = (await deps.applications.get(member.application_id)).state
    people = {id_: (await deps.persons.get(state.person_id)).state for id_, state in dossiers.items()}
    known = {person.email for person in people.values()}
    named = {one.email: one for state in dossiers.values() for one in state.team}
    joined = {one.application_id for one in named.values() if one.application_id}
    members = [
        SeenMember(
            people[id_].name,
            _role(named, people[id_].email, id_),
            begun=state.status in WITHDRAWABLE,
            sent=state.status in WITHDRAWABLE and state.status is not Status.DRAFT,
            invited=id_ in joined or people[id_].email in named,
            self=id_ == application.id,
        )
        for id_, state in dossiers.items()
    ]
    waiting = [
        SeenMember(f"{one.given_name} {one.family_name}", one.role, False, False, bool(one.invitation_id), False)
        for email, one in named.items()
        if email not in known and one.application_id not in dossiers and not await _has_joined(one, dossiers, deps)
    ]
    return (*sorted(members, key=lambda one: one.name), *sorted(waiting, key=lambda one: one.name))


def _role(named: dict[str, TeamMember], email: str, application_id: str) -> str:
    found = next((one for one in named.values() if one.application_id == application_id or one.email == email), None)
    return found.role if found else ""


async def _has_joined(member: TeamMember, dossiers: dict[str, Application], deps: Deps) -> bool:
    """Whether somebody followed the invitation under another address: then they are there by their own name."""
    if not member.invitation_id:
        return False
    invitation = (await deps.invitations.get(member.invitation_id)).state
    return invitation.application_id in dossiers
