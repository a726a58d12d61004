"""The dunning levels of a legal entity."""

from accounting.deps import Deps
from accounting.domain.dunning import DunningPolicy
from essaim.kit.store.errors import MissingError


async def read_dunning_policy(siren: str, deps: Deps) -> DunningPolicy:
    """As set; three levels of 8, 21 and 45 days without any."""
    try:
        return (await deps.dunning_policies.get(siren)).state
    except MissingError:
        return DunningPolicy(siren)
