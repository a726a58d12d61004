"""The schools that have teams in a school year: so that one school finds another with the same format near it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.persons.folding import folded
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.reference.establishment import Establishment
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Where


@dataclass(frozen=True)
class School:
    """One school with its teams by format. ``establishment_id`` is None while the programme names the school by words only."""

    name: str
    establishment_id: str | None
    city: str
    department: str | None
    territory: str | None
    formats: dict[str, int]
    teams: int
    with_mentor: int


async def find_schools(coordinator: str, school_year: str, deps: Deps) -> list[School]:
    """By name. Nobody is named: whom to write to at a school, its office knows."""
    where: Where = {"coordinator": coordinator, "school_year": school_year}
    programmes = await deps.programmes.all({**where, "scheme": "mini_entreprise"})
    teams: dict[tuple[str | None, str], list[MiniEnterprise]] = {}
    schools = {one.id: _school_of(one.state) for one in programmes}
    for team in await deps.mini_enterprises.all(where):
        if team.state.programme_id in schools:
            teams.setdefault(schools[team.state.programme_id], []).append(team.state)
    found = [_school(*key, await _establishment(key[0], deps), own) for key, own in teams.items()]
    return sorted(found, key=lambda one: (folded(one.name), one.establishment_id or ""))


def _school_of(programme: Programme) -> tuple[str | None, str]:
    """Programmes of one establishment are one school, however they write its name."""
    id_ = programme.establishment_id
    return (id_, "") if id_ is not None else (None, programme.establishment)


async def _establishment(id_: str | None, deps: Deps) -> Establishment | None:
    try:
        return (await deps.establishments.get(id_)).state if id_ is not None else None
    except NotFoundError:
        return None


def _school(id_: str | None, name: str, known: Establishment | None, teams: Iterable[MiniEnterprise]) -> School:
    own = tuple(teams)
    return School(
        name=known.name if known else name or str(id_),
        establishment_id=id_,
        city=known.city if known else "",
        department=known.department if known else None,
        territory=known.territory if known else None,
        formats=dict(sorted(Counter(one.format.value for one in own).items())),
        teams=len(own),
        with_mentor=sum(one.mentor_id is not None for one in own),
    )
