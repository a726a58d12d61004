"""The accountant sets the ceilings of a legal entity."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.approval import ApprovalRules
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import PreconditionError


@dataclass(frozen=True)
class SetApprovalRules:
    """All of them, in place of those before."""

    rules: ApprovalRules


async def set_approval_rules(
    command: SetApprovalRules, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ApprovalRules]:
    """The rules as kept. NotFoundError when the legal entity is not registered."""
    siren = command.rules.siren
    await deps.legal_entities.get(siren)

    def decide(known: ApprovalRules | None) -> Change[ApprovalRules]:
        if known is None and expected_version is not None:
            raise PreconditionError("version-mismatch", "no ceilings are set yet: leave If-Match out")
        return Change(command.rules)

    stored = await deps.approval_rules.put(siren, lambda known: None if known else decide(known), cause)
    if stored is not None and stored.state != command.rules:
        await deps.approval_rules.change(siren, decide, cause, expected_version=expected_version)
    return await deps.approval_rules.get(siren)
