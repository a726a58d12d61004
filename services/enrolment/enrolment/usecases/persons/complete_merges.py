"""Complete the merges that a crash cut off."""

from enrolment.deps import Deps
from enrolment.usecases.persons.complete_merge import complete_merge
from essaim.kit.cause import fresh_cause


async def complete_merges(deps: Deps) -> None:
    """All that are open. Safe to repeat, and from several processes at once."""
    cause = fresh_cause("complete-merges")
    for merged in await deps.persons.all({"merge_open": True}):
        await complete_merge(merged.id, deps, cause)
