"""Invitations to teams: the addresses of those who were named, by the person or of the person."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.applications.team import Invitation
from enrolment.domain.privacy.holding import Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.cause import Cause
from essaim.kit.store.port import Where


def hold_invitations() -> Holding[Deps, Cause]:
    """Those sent to the person's address, and those that their dossiers sent."""
    return Holding(
        name="invitations",
        label="Invitations à une équipe",
        purpose="Permettre à chaque membre de l’équipe de déposer son dossier.",
        recipients="La personne invitée et la coordination.",
        duration="Comme le dossier.",
        collections=("invitations",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    return [
        # Who has the digest of a code has nothing, and needs nothing of it.
        replace(record, data={key: value for key, value in record.data.items() if key != "digest"})
        for where in await _wheres(person_id, deps)
        for record in await read_records(deps.invitations, where)
    ]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    if erasing.needed:
        return ()
    for where in await _wheres(erasing.person_id, deps):
        await forget_each(deps.invitations, where, _nameless, cause)
    return ()


async def _wheres(person_id: str, deps: Deps) -> list[Where]:
    email = (await deps.persons.get(person_id)).state.email
    own = await deps.applications.all({"person_id": person_id})
    sent: list[Where] = [
        {"team_id": one.state.team_id, "invited_by": one.id} for one in own if one.state.team_id is not None
    ]
    return [*sent, {"email": email}] if email else sent


def _nameless(invitation: Invitation) -> Invitation:
    return replace(invitation, email="", given_name="", family_name="", open=False, digest=None)
