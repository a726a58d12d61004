"""The groups that a person is a member of. A group names its members by id, so there is nothing to erase in it."""

from enrolment.deps import Deps
from enrolment.domain.privacy.holding import Erasing, Holding, Kept, Record
from essaim.kit.cause import Cause


def hold_groups() -> Holding[Deps, Cause]:
    """Membership: number, status and contract, by the person's id."""
    return Holding(
        name="groups",
        label="Participation à un groupe",
        purpose="Faire vivre le groupe et partager ce qu’il gagne (contrat).",
        recipients="Les membres du groupe, la coordination, le porteur juridique et les services qui suivent le groupe.",
        duration="Sans nom : le groupe ne connaît ses membres que par un identifiant, qui ne dit plus rien après l’effacement.",
        collections=("groups",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    found = []
    applications = await deps.applications.all({"person_id": person_id})
    for group_id in dict.fromkeys(one.state.group_id for one in applications if one.state.group_id):
        stored = await deps.groups.get(group_id)
        for member in stored.state.members:
            if member.person_id == person_id:
                data = {
                    "group": stored.state.name,
                    "member_number": member.member_number,
                    "status": member.status.value,
                }
                found.append(Record(stored.id, stored.document["created_at"], data))
    return found


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    del erasing, deps, cause
    return ()
