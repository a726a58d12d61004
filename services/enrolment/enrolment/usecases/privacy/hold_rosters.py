"""Reports of imported lists: the rows that were not taken show what was wrong with them, and so what they said."""

from collections.abc import AsyncIterator
from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.applications.roster import RowProblem
from enrolment.domain.persons.roster_import import RosterPart
from enrolment.domain.privacy.holding import Erasing, Holding, Kept, Record
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


def hold_rosters() -> Holding[Deps, Cause]:
    """Every part is looked at: a row that was refused has no person's id."""
    return Holding(
        name="rosters",
        label="Listes importées par un établissement",
        purpose="Inscrire une classe et corriger ce qui n’a pas pu être lu.",
        recipients="La coordination du programme.",
        duration="Les lignes s’effacent dès qu’elles sont traitées ; il n’en reste que les erreurs.",
        collections=("roster_imports", "roster_parts"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    found = []
    values = await _values(person_id, deps)
    async for id_, since, part in _parts(deps):
        rows = {one.row for one in part.problems if _says(one, values)}
        if rows:
            found.append(Record(id_, since, {"import_id": part.import_id, "rows": sorted(rows)}))
    return found


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    values = await _values(erasing.person_id, deps)

    def decide(part: RosterPart) -> Change[RosterPart]:
        return Change(_without(part, values))

    async for id_, _, part in _parts(deps):
        if _without(part, values) != part:
            await deps.roster_parts.change(id_, decide, cause)
    return ()


async def _values(person_id: str, deps: Deps) -> frozenset[str]:
    """What a row may have said of the person."""
    person = (await deps.persons.get(person_id)).state
    said = (person.email, person.phone, person.ine, person.given_name, person.family_name)
    return frozenset(one.casefold() for one in said if one)


async def _parts(deps: Deps) -> AsyncIterator[tuple[str, str, RosterPart]]:
    cursor: str | None = None
    while True:
        page = await deps.roster_parts.find(limit=100, cursor=cursor)
        for one in page.items:
            yield one.id, one.document["created_at"], one.state
        if page.next is None:
            return
        cursor = page.next


def _without(part: RosterPart, values: frozenset[str]) -> RosterPart:
    """Every problem of a row that says something of the person, without what it says."""
    rows = {one.row for one in part.problems if _says(one, values)}
    problems = tuple(
        replace(one, problem=replace(one.problem, value="")) if one.row in rows else one for one in part.problems
    )
    kept = tuple((row, cells) for row, cells in part.rows if not values & {cell.casefold() for cell in cells.values()})
    return replace(part, problems=problems, rows=kept)


def _says(problem: RowProblem, values: frozenset[str]) -> bool:
    return problem.problem.value.casefold() in values
