"""The groups that a person is a member of. A group names its members by id; what was written of a qualification may say more."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.groups.group import Group
from enrolment.domain.persons.person import Person
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.domain.privacy.naming import names, without_name
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


def hold_groups() -> Holding[Deps, Cause]:
    """Membership: number, status and contract, by the person's id; and the proof of a qualification that names them."""
    return Holding(
        name="groups",
        label="Participation à un groupe",
        purpose="Faire vivre le groupe et partager ce qu’il gagne (contrat).",
        recipients="Les membres du groupe, la coordination, le porteur juridique et les services qui suivent le groupe.",
        duration="Sans nom : le groupe connaît ses membres par un identifiant ; une preuve de qualification perd votre nom.",
        collections=("groups",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    found = []
    person = (await deps.persons.get(person_id)).state
    for stored in await _groups(person_id, deps):
        for member in stored.state.members:
            if member.person_id == person_id:
                data: dict[str, str | int | bool] = {
                    "group": stored.state.name,
                    "member_number": member.member_number,
                    "status": member.status.value,
                }
                if _says_name(stored.state, person):
                    # The same words may name other members: what is told is that they name this one.
                    data["named_in_qualification"] = True
                found.append(Record(stored.id, stored.document["created_at"], data))
    return found


async def _groups(person_id: str, deps: Deps) -> list[Stored[Group]]:
    applications = await deps.applications.all({"person_id": person_id})
    ids = dict.fromkeys(one.state.group_id for one in applications if one.state.group_id)
    return [await deps.groups.get(id_) for id_ in ids]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    person = (await deps.persons.get(erasing.person_id)).state
    named = [one for one in await _groups(erasing.person_id, deps) if _says_name(one.state, person)]
    if erasing.needed:
        # The activity rests on the qualification as long as the group runs.
        return (Kept("qualification", STILL_NEEDED),) if named else ()
    for stored in named:
        await deps.groups.change(stored.id, lambda group: Change(_without(group, person)), cause)
    return ()


def _says_name(group: Group, person: Person) -> bool:
    return any(
        names(text, person.given_name, person.family_name, person.email)
        for text in (group.proof_of_qualification or "", group.review_note or "")
    )


def _without(group: Group, person: Person) -> Group:
    def left(text: str | None) -> str | None:
        return text and without_name(text, person.given_name, person.family_name, person.email)

    return replace(
        group, proof_of_qualification=left(group.proof_of_qualification), review_note=left(group.review_note)
    )
