"""What a merge would do, and why it may not be done: read only."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import Problem
from enrolment.domain.groups.group import Status as GroupStatus
from enrolment.domain.persons.identity import FIELDS
from enrolment.domain.persons.merging import check_merge
from enrolment.domain.persons.person import Person
from enrolment.usecases.persons.references_of import references_of

NOT_STARTED = (GroupStatus.PROPOSED, GroupStatus.APPROVED)


@dataclass(frozen=True)
class PlanMerge:
    """Who is kept, who goes into them, and which fields are taken from the merged one although the kept one has them."""

    kept_id: str
    merged_id: str
    take: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergePlan:
    """``moves`` counts the documents that name the merged person, by place; ``fields`` are those the kept one gets."""

    kept: Person
    merged: Person
    moves: dict[str, int]
    fields: tuple[str, ...]
    conflicts: tuple[Problem, ...]


async def plan_merge(command: PlanMerge, deps: Deps) -> MergePlan:
    """RuleError or InputError for two who can never be one; conflicts for what stands in the way now."""
    kept = (await deps.persons.get(command.kept_id)).state
    merged = (await deps.persons.get(command.merged_id)).state
    check_merge(command.kept_id, kept, command.merged_id, merged, command.take)
    moves = {one.name: len(await one.find(command.merged_id, deps)) for one in references_of(deps)}
    fields = tuple(one for one in FIELDS if getattr(merged, one) and (one in command.take or not getattr(kept, one)))
    conflicts = (
        *await _dossiers(command, deps),
        *await _groups(command.merged_id, deps),
        *await _others(command, deps),
    )
    return MergePlan(kept, merged, {name: count for name, count in moves.items() if count}, fields, conflicts)


async def _dossiers(command: PlanMerge, deps: Deps) -> tuple[Problem, ...]:
    """One human has one dossier in a programme."""
    of_kept = await deps.applications.all({"person_id": command.kept_id})
    of_merged = await deps.applications.all({"person_id": command.merged_id})
    programmes = {one.state.programme_id for one in of_kept}
    years = {(one.state.scheme, one.state.school_year) for one in of_kept if one.state.year_key is not None}
    accepted = "one dossier: keep this person's, or have one of both withdrawn and removed first"
    found = []
    for one in of_merged:
        year = (one.state.scheme, one.state.school_year)
        if one.state.programme_id in programmes:
            found.append(Problem("programme_id", f"both have a dossier in {one.state.programme_id}", accepted))
        elif one.state.year_key is not None and year in years:
            found.append(Problem("school_year", f"both have a dossier of {year[0]} in {year[1]} (SNEE-03)", accepted))
    return tuple(found)


async def _others(command: PlanMerge, deps: Deps) -> tuple[Problem, ...]:
    """Whatever else there may be only one of for one person."""
    found = []
    for one in references_of(deps):
        if one.name != "applications.person_id":
            clashes = await one.clash(command.merged_id, command.kept_id, deps)
            found += [
                Problem(one.name, f"both have what there is only one of: {id_}", "one of them") for id_ in clashes
            ]
    return tuple(found)


async def _groups(merged_id: str, deps: Deps) -> tuple[Problem, ...]:
    """Who is a member of a group that has started is named in contracts and books: keep them, and merge the other way."""
    found = []
    for application in await deps.applications.all({"person_id": merged_id}):
        if application.state.group_id is None:
            continue
        group = await deps.groups.get(application.state.group_id)
        if group.state.status not in NOT_STARTED:
            message = f"is a member of {group.id}, which has started"
            found.append(Problem("merged_id", message, "the other way round: keep this person"))
    return tuple(found)
