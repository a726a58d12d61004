"""Who of these persons has a legal hold that stands."""

from collections.abc import Iterable

from enrolment.deps import Deps
from essaim.kit.store.port import In, Where

AT_ONCE = 500


async def find_held(person_ids: Iterable[str], deps: Deps) -> frozenset[str]:
    """Their ids."""
    wanted = sorted(set(person_ids))
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        where: Where = {"person_id": In(tuple(wanted[start : start + AT_ONCE]))}
        found |= {one.state.person_id for one in await deps.legal_holds.all(where) if one.state.stands}
    return frozenset(found)
