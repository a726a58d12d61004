"""Who answers for an establishment or a territory today."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.referent import Referent, referents_for
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class FindReferents:
    """Where. The territory of a known establishment need not be told."""

    establishment_id: str | None
    territory: str | None


async def find_referents(command: FindReferents, deps: Deps) -> list[tuple[str, Referent]]:
    """By id: those of the establishment, else of its territory, else of the whole region."""
    territory = command.territory
    if territory is None and command.establishment_id is not None:
        try:
            territory = (await deps.establishments.get(command.establishment_id)).state.territory
        except NotFoundError:
            territory = None
    known = [(one.id, one.state) for one in await deps.snee_referents.all()]
    today = deps.clock.today()
    return referents_for(known, today, establishment_id=command.establishment_id, territory=territory)
