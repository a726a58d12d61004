"""The day on which the law stops keeping a name (ACC-10): somebody who was erased goes from here too. A job calls it."""

from accounting.deps import Deps
from accounting.domain.privacy.forgetting import forgotten
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Range


async def purge_names(deps: Deps) -> None:
    """All whose last day is over. Entries stay as they are chained: they go with their year's archive."""
    over = {"kept_until": Range(lt=deps.clock.today().isoformat())}
    for stored in await deps.persons.all(over):
        await deps.persons.change(stored.id, lambda _: Change(forgotten()), fresh_cause("retention"))
