"""Find the dossier of somebody who was named as a member, or invite them: once per address and team."""

import secrets
from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import WITHDRAWABLE, Application, TeamMember
from enrolment.domain.applications.team import CODE_BYTES, MOST_INVITATIONS, Invitation, digest_of
from essaim.contracts.enrolment import TeamMemberInvited
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id

_NAMESAKES = 20
"""People who are looked at under one address; a shared address has a few."""


@dataclass(frozen=True)
class InviteMember:
    """Who names whom."""

    application_id: str
    application: Application
    team_id: str
    member: TeamMember


async def invite_member(command: InviteMember, deps: Deps, cause: Cause) -> TeamMember:
    """The member with what is known of them: their dossier in the same programme, or the invitation that went out."""
    member, programme_id = command.member, command.application.programme_id
    invitation_id = derived_id(command.team_id, f"invitation {member.email}")
    own = await _dossier_of(member.email, programme_id, deps)
    if own is not None and own[1] != command.application_id:
        return replace(member, person_id=own[0], application_id=own[1])
    if await _is_too_much(command.team_id, invitation_id, deps):
        return member
    code = secrets.token_hex(CODE_BYTES)
    event = await _event(command, code, deps)
    new = Invitation(
        team_id=command.team_id,
        programme_id=programme_id,
        invited_by=command.application_id,
        email=member.email,
        given_name=member.given_name,
        family_name=member.family_name,
        digest=digest_of(code),
    )

    def invite(known: Invitation | None) -> Change[Invitation] | None:
        if known is None:
            return Change(new, (event,))
        # Named again after all: the link that went out works again, and no second mail is written.
        return None if known.open else Change(replace(known, open=True))

    stored = await deps.invitations.put(invitation_id, invite, cause)
    known = stored.state if stored is not None else new
    return replace(member, invitation_id=invitation_id, person_id=known.person_id, application_id=known.application_id)


async def _dossier_of(email: str, programme_id: str, deps: Deps) -> tuple[str, str] | None:
    """The person and the dossier that somebody with this address has in the programme."""
    people = await deps.persons.find({"email": email, "kind": "student"}, limit=_NAMESAKES)
    for person in people.items:
        found = await deps.applications.find_one({"programme_id": programme_id, "person_id": person.id})
        if found is not None and found.state.status in WITHDRAWABLE:
            return person.id, found.id
    return None


async def _is_too_much(team_id: str, invitation_id: str, deps: Deps) -> bool:
    """Whether this would be one more than a team may write to; the team then shows that nobody was invited."""
    invited = await deps.invitations.all({"team_id": team_id})
    return len(invited) >= MOST_INVITATIONS and all(one.id != invitation_id for one in invited)


async def _event(command: InviteMember, code: str, deps: Deps) -> TeamMemberInvited:
    inviter = (await deps.persons.get(command.application.person_id)).state
    programme = (await deps.programmes.get(command.application.programme_id)).state
    return TeamMemberInvited(
        invitation_id=code,
        programme_id=command.application.programme_id,
        scheme=Scheme(command.application.scheme),
        school_year=command.application.school_year,
        email=command.member.email,
        given_name=command.member.given_name,
        family_name=command.member.family_name,
        inviter_name=inviter.name,
        programme_label=f"{programme.formation} — {programme.establishment}",
        url=f"{deps.settings.public_url.rstrip('/')}/invitations/{code}",
    )
