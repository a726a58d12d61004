"""Tell of entries that a crash left untold, in the books of every legal entity."""

from accounting.deps import Deps
from accounting.usecases.ledger.announce_entries import AnnounceEntries, announce_entries


async def announce_all(deps: Deps) -> None:
    """Nothing to do, but after a crash."""
    for entity in await deps.legal_entities.all():
        await announce_entries(AnnounceEntries(entity.id), deps)
