"""What a merge would do, and why it may not be done: read only."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.dates import is_minor
from enrolment.domain.errors import Problem
from enrolment.domain.groups.group import Status as GroupStatus
from enrolment.domain.persons.identity import FIELDS
from enrolment.domain.persons.merging import check_merge, value_after
from enrolment.domain.persons.person import Person, Standing
from enrolment.usecases.persons.find_dossiers_without_guardian import find_dossiers_without_guardian
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
    """``moves`` counts the documents that name the merged person, by place; ``fields`` are those the kept one gets.

    ``unconsented`` are the conflicts because of YOUTH-01; they are among the ``conflicts``.
    """

    kept: Person
    merged: Person
    moves: dict[str, int]
    fields: tuple[str, ...]
    conflicts: tuple[Problem, ...]
    unconsented: tuple[Problem, ...] = ()


async def plan_merge(command: PlanMerge, deps: Deps) -> MergePlan:
    """RuleError or InputError for two who can never be one; conflicts for what stands in the way now."""
    kept = (await deps.persons.get(command.kept_id)).state
    merged = (await deps.persons.get(command.merged_id)).state
    check_merge(command.kept_id, kept, command.merged_id, merged, command.take)
    moves = {one.name: len(await one.find(command.merged_id, deps)) for one in references_of(deps)}
    fields = tuple(one for one in FIELDS if getattr(merged, one) and (one in command.take or not getattr(kept, one)))
    unconsented = await _consents(command, kept, merged, deps)
    conflicts = (
        *unconsented,
        *await _guardians(command, kept, merged, deps),
        *await _dossiers(command, deps),
        *await _groups(command.merged_id, deps),
        *await _others(command, deps),
    )
    return MergePlan(
        kept, merged, {name: count for name, count in moves.items() if count}, fields, conflicts, unconsented
    )


async def _consents(command: PlanMerge, kept: Person, merged: Person, deps: Deps) -> tuple[Problem, ...]:
    """YOUTH-01: an adult's dossier that becomes a minor's needs what a minor's own needs. Refused until the consent is there
    rather than sent back, because a place, a status or a contract may rest on the dossier already."""
    born = value_after(kept, merged, command.take, "birth_date")
    assert born is None or isinstance(born, date)
    found = []
    for one in await find_dossiers_without_guardian((command.kept_id, command.merged_id), born, deps):
        if one.word is None:
            id_, version = one.application.id, one.text_version
            minor_id = command.kept_id if _is_minor(kept, deps) else command.merged_id
            message = f"the dossier {id_} is {one.application.state.status} without a guardian's consent, and its person a minor"
            accepted = (
                f"first a guardian (POST /v1/persons/{minor_id}/guardians) and their yes to CONTRACT {version} "
                f"(POST /v1/persons/{minor_id}/consents, then its words), then this merge again; or the right birth date"
            )
            found.append(Problem("birth_date", message, accepted))
    return tuple(found)


def _is_minor(person: Person, deps: Deps) -> bool:
    return person.birth_date is not None and is_minor(person.birth_date, deps.clock.today())


async def _guardians(command: PlanMerge, kept: Person, merged: Person, deps: Deps) -> tuple[Problem, ...]:
    """Nobody is their own guardian: somebody who studies too may be the guardian of the other registration."""
    address = value_after(kept, merged, command.take, "email")
    found = []
    for child_id in (command.kept_id, command.merged_id):
        for one in await deps.persons.all({"guardian_of": child_id, "email": str(address)}):
            if one.state.standing is Standing.ACTIVE and one.state.ended_on is None:
                message = f"is the address of the guardian {one.id}, and nobody is their own guardian (YOUTH-01)"
                found.append(Problem("email", message, "two humans: dismiss the pair; or correct the address first"))
    return tuple(found)


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
