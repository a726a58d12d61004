"""Which of some movements are stored already, and which import brought them."""

from dataclasses import dataclass

from accounting.deps import Deps
from essaim.kit.store.port import In

MOST = 500


@dataclass(frozen=True)
class KnownMovements:
    """By their identities (``domain/bank/identity``), which are their ids."""

    identities: tuple[str, ...]


async def known_movements(command: KnownMovements, deps: Deps) -> dict[str, str]:
    """Identity to the id of the import. Nothing is made of their documents: a file may have a hundred thousand."""
    found: dict[str, str] = {}
    for first in range(0, len(command.identities), MOST):
        where = {"identity": In(command.identities[first : first + MOST])}
        async for page in deps.bank_movements.scan(where, page=MOST):
            found.update((one["id"], one["state"]["import_id"]) for one in page)
    return found
