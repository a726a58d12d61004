"""The ceilings of a legal entity."""

from accounting.deps import Deps
from accounting.domain.approval import ApprovalRules
from essaim.kit.store.errors import MissingError


async def read_approval_rules(siren: str, deps: Deps) -> ApprovalRules:
    """What was set; without any the accountant approves everything."""
    try:
        return (await deps.approval_rules.get(siren)).state
    except MissingError:
        return ApprovalRules(siren)
