"""Which consents of a person are missing on a day: what dossiers, groups and others ask before they go on."""

from collections.abc import Iterable
from datetime import date

from enrolment.deps import Deps


async def consents_missing(person_id: str, kinds: Iterable[str], on: date, deps: Deps) -> tuple[str, ...]:
    """The kinds among those asked for that no consent holds for on that day, in the order in which they are asked for."""
    held = {one.state.kind.value for one in await deps.consents.all({"person_id": person_id}) if one.state.holds(on)}
    return tuple(one for one in dict.fromkeys(str(kind) for kind in kinds) if one not in held)
