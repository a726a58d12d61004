"""Whether the establishment and the formation that a programme names are known, and in use."""

from enrolment.deps import Deps
from enrolment.domain.errors import Problem
from enrolment.domain.programmes.programme import Programme
from essaim.kit.errors import NotFoundError


async def find_places(programme: Programme, deps: Deps) -> tuple[Problem, ...]:
    """What is wrong with them; nothing when they are not named."""
    problems = []
    if programme.establishment_id is not None:
        try:
            place = (await deps.establishments.get(programme.establishment_id)).state
        except NotFoundError:
            problems.append(_unknown("establishment_id", programme.establishment_id, "establishments"))
        else:
            if place.retired_on is not None and place.retired_on <= deps.clock.today():
                problems.append(Problem("establishment_id", f"is retired since {place.retired_on}", "one in use"))
    if programme.formation_id is not None:
        try:
            formation = (await deps.formations.get(programme.formation_id)).state
        except NotFoundError:
            problems.append(_unknown("formation_id", programme.formation_id, "formations"))
        else:
            if formation.retired_on is not None and formation.retired_on <= deps.clock.today():
                problems.append(Problem("formation_id", f"is retired since {formation.retired_on}", "one in use"))
    return tuple(problems)


def _unknown(field: str, code: str, list_: str) -> Problem:
    return Problem(field, f"{code} is unknown", f"a code of /v1/{list_}")
