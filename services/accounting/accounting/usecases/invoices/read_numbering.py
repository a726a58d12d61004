"""How a legal entity numbers its documents."""

from accounting.deps import Deps
from accounting.domain.numbering import Numbering
from essaim.kit.store.errors import MissingError


async def read_numbering(siren: str, deps: Deps) -> Numbering:
    """The templates as set; without any, one series per civil year."""
    try:
        return (await deps.numberings.get(siren)).state
    except MissingError:
        return Numbering(siren)
