"""The team that an applicant names. Each member has a dossier of their own (SNEE-10); one address is invited once per team."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from enrolment.domain.applications.application import Application, TeamMember
from enrolment.domain.errors import InputError, Problem, RuleError

MOST_INVITATIONS = 40
"""Addresses that one team may invite in all: whoever corrects a list again and again must not write to everybody."""
CODE_BYTES = 16


@dataclass(frozen=True)
class Invitation:
    """One address that was invited to a team, once. ``application_id`` is the dossier that it led to.

    ``open`` is False from the day on which nobody names the address any more: its link then joins nobody. The id follows from
    team and address, so it opens nothing: what the mail brings is a random code, of which only the digest is kept.
    """

    team_id: str
    programme_id: str
    invited_by: str
    email: str
    given_name: str
    family_name: str
    open: bool = True
    person_id: str | None = None
    application_id: str | None = None
    digest: str | None = None


def digest_of(code: str) -> str:
    """Under which an invitation is found by its code."""
    return hashlib.sha256(code.encode()).hexdigest()


def named(known: Sequence[TeamMember], given: Sequence[TeamMember]) -> tuple[TeamMember, ...]:
    """The members as they are named now; a member whose address stays keeps the invitation and the dossier."""
    by_email = {one.email: one for one in known}
    return tuple(_kept(by_email.get(one.email), one) for one in given)


def _kept(known: TeamMember | None, given: TeamMember) -> TeamMember:
    if known is None:
        return given
    return replace(
        given,
        invitation_id=known.invitation_id,
        person_id=known.person_id,
        application_id=known.application_id,
    )


def require_others(given: Sequence[TeamMember], email: str) -> None:
    """Return when the applicant names others only; InputError at the place where they name themselves."""
    for place, one in enumerate(given):
        if one.email == email:
            path = f"values.members.{place}.email"
            raise InputError(Problem(path, "is the applicant's own address", "the addresses of the others"))


def linked(application: Application, team_id: str, found: Mapping[str, TeamMember]) -> Application:
    """The dossier with its team and what is known of its members now, by address."""
    team = tuple(found.get(one.email, one) for one in application.team)
    return replace(application, team=team, team_id=application.team_id or team_id)


def join(invitation: Invitation, *, person_id: str, application_id: str, programme_id: str) -> Invitation:
    """The invitation as taken by this person; once, for its programme, and again by the same person."""
    if invitation.programme_id != programme_id:
        raise RuleError("", "invitation-other-programme", "the invitation is for another programme")
    if invitation.person_id == person_id and invitation.application_id == application_id:
        return invitation
    if not invitation.open:
        raise RuleError("", "invitation-closed", "the invitation was taken back by whoever sent it")
    if invitation.person_id is not None:
        raise RuleError("", "invitation-taken", "somebody has joined the team by this invitation already")
    return replace(invitation, person_id=person_id, application_id=application_id)
