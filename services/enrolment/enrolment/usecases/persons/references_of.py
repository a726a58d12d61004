"""Where other documents name a person, so that a merge can point them to the one that is kept.

A collection that declares a searchable field called ``person_id``, ``guardian_id`` or ``guardian_of`` is found by itself. An area
that names persons otherwise (inside a list, under another name) adds its line to ``OTHERS``.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.groups.group import Group
from enrolment.domain.persons.person import Person, Standing
from enrolment.usecases.persons.tell_update import tell_update
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.repository import Repository
from essaim.kit.store.port import Condition, Document, In

NAMES = ("person_id", "guardian_id", "guardian_of")


async def _no_clash(merged_id: str, kept_id: str, deps: Deps) -> list[str]:
    del merged_id, kept_id, deps
    return []


@dataclass(frozen=True)
class Reference:
    """``find`` gives the ids of the documents that name a person; ``point`` makes one of them name another, safe to repeat.
    ``clash`` gives the ids of those that a unique key keeps from naming the other."""

    name: str
    find: Callable[[str, Deps], Awaitable[list[str]]]
    point: Callable[[str, str, str, Deps, Cause], Awaitable[None]]
    clash: Callable[[str, str, Deps], Awaitable[list[str]]] = _no_clash


def references_of(deps: Deps) -> tuple[Reference, ...]:
    """All of them."""
    return (*OTHERS, *_declared(deps))


def _declared(deps: Deps) -> tuple[Reference, ...]:
    """One for each searchable field of each repository that names persons."""
    found = []
    for one in fields(deps):
        repository = getattr(deps, one.name)
        if isinstance(repository, Repository) and repository is not deps.persons:
            for name in NAMES:
                if f"state.{name}" in repository.collection.fields:
                    found.append(_by_field(one.name, name))
    return tuple(found)


def _by_field(attribute: str, name: str) -> Reference:
    async def find(person_id: str, deps: Deps) -> list[str]:
        repository: Repository[Any] = getattr(deps, attribute)
        return [one.id for one in await repository.all({name: person_id})]

    async def point(id_: str, merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
        def decide(state: Any) -> Change[Any] | None:
            return Change(replace(state, **{name: kept_id})) if getattr(state, name) == merged_id else None

        repository: Repository[Any] = getattr(deps, attribute)
        await repository.change(id_, decide, cause)

    async def clash(merged_id: str, kept_id: str, deps: Deps) -> list[str]:
        repository: Repository[Any] = getattr(deps, attribute)
        keys = [one.fields for one in repository.collection.indexes if one.unique and f"state.{name}" in one.fields]
        found = []
        for document in await repository.all({name: merged_id}) if keys else ():
            if any([await repository.find_one(_key(document.document, key, name, kept_id)) for key in keys]):
                found.append(document.id)
        return found

    return Reference(f"{attribute}.{name}", find, point, clash)


def _key(document: Document, key: tuple[str, ...], name: str, kept_id: str) -> dict[str, Condition]:
    """The unique key that a document would have if it named the other person; an empty choice when it lacks a part of it."""
    where: dict[str, Condition] = {}
    for path in key:
        field = path.removeprefix("state.")
        value = document["state"].get(field)
        where[field] = kept_id if field == name else value if value is not None else In(())
    return where


async def _groups_of(person_id: str, deps: Deps) -> list[str]:
    """The groups that count on a dossier of the person, while the dossier still names them."""
    applications = await deps.applications.all({"person_id": person_id})
    return sorted({one.state.group_id for one in applications if one.state.group_id})


async def _point_member(id_: str, merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    def decide(state: Group) -> Change[Group] | None:
        members = tuple(replace(one, person_id=kept_id) if one.person_id == merged_id else one for one in state.members)
        return Change(replace(state, members=members)) if members != state.members else None

    await deps.groups.change(id_, decide, cause)


async def _dossiers_of_child(guardian_id: str, deps: Deps) -> list[str]:
    """The dossiers for which a guardian answers: those of the child."""
    child_id = (await deps.persons.get(guardian_id)).state.guardian_of
    if child_id is None:
        return []
    found = await deps.applications.all({"person_id": child_id})
    return [one.id for one in found if one.state.guardian_id == guardian_id]


async def _point_guardian(id_: str, merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    def decide(state: Application) -> Change[Application] | None:
        return Change(replace(state, guardian_id=kept_id)) if state.guardian_id == merged_id else None

    await deps.applications.change(id_, decide, cause)


async def _teams_of(person_id: str, deps: Deps) -> list[str]:
    """The dossiers of the teams in which the person has a dossier, that name them as a member."""
    team_ids = {one.state.team_id for one in await deps.applications.all({"person_id": person_id})} - {None}
    if not team_ids or "state.team_id" not in deps.applications.collection.fields:
        return []
    found = [one for team_id in team_ids for one in await deps.applications.all({"team_id": str(team_id)})]
    return [one.id for one in found if any(member.person_id == person_id for member in one.state.team)]


async def _point_team(id_: str, merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    def decide(state: Application) -> Change[Application] | None:
        team = tuple(replace(one, person_id=kept_id) if one.person_id == merged_id else one for one in state.team)
        return Change(replace(state, team=team)) if team != state.team else None

    await deps.applications.change(id_, decide, cause)


async def _guardians_of(person_id: str, deps: Deps) -> list[str]:
    return [one.id for one in await deps.persons.all({"guardian_of": person_id})]


async def _point_guardianship(id_: str, merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    """Whoever writes to guardians is told whose they are now."""

    def decide(state: Person) -> Change[Person] | None:
        if state.guardian_of != merged_id:
            return None
        pointed = replace(state, guardian_of=kept_id)
        return Change(pointed, (tell_update(id_, pointed),) if pointed.standing is Standing.ACTIVE else ())

    await deps.persons.change(id_, decide, cause)


OTHERS = (
    Reference("persons.guardian_of", _guardians_of, _point_guardianship),
    Reference("groups.members", _groups_of, _point_member),
    Reference("applications.guardian", _dossiers_of_child, _point_guardian),
    Reference("applications.team", _teams_of, _point_team),
)
"""They come first: they are found by the dossiers, which name the merged person until they are pointed themselves."""
