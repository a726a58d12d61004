"""The accountant sets the dunning levels of a legal entity, and the rates of late penalties."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.dunning import DunningPolicy
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetDunningPolicy:
    """All of it, in place of what was before."""

    policy: DunningPolicy


async def set_dunning_policy(command: SetDunningPolicy, deps: Deps, cause: Cause) -> Stored[DunningPolicy]:
    """The policy as kept."""
    siren = command.policy.siren
    await deps.legal_entities.get(siren)
    await deps.dunning_policies.put(siren, lambda _: Change(command.policy), cause, effect=cause.command_id)
    return await deps.dunning_policies.get(siren)
