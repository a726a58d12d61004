"""The terms of a programme; without any figure when nobody has said them."""

from enrolment.deps import Deps
from enrolment.domain.ici.terms import IciTerms
from essaim.kit.errors import NotFoundError


async def read_ici_terms(programme_id: str, coordinator: str, deps: Deps) -> IciTerms:
    """As they stand now."""
    try:
        return (await deps.ici_terms.get(programme_id)).state
    except NotFoundError:
        return IciTerms(coordinator)
