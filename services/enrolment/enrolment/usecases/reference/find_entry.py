"""The entry under a code, or an establishment by its UAI while its code is another."""

from typing import Any

from enrolment.deps import Deps
from enrolment.domain.reference.establishment import Establishment
from enrolment.domain.reference.kinds import Entry, Kind
from enrolment.usecases.reference.repository_of import repository_of
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError


async def find_entry(kind: Kind, code: str, given: Entry, deps: Deps) -> Stored[Any] | None:
    """None when there is neither."""
    try:
        return await repository_of(kind, deps).get(code)
    except NotFoundError:
        if isinstance(given, Establishment) and given.uai is not None:
            return await deps.establishments.find_one({"uai": given.uai})
        return None
