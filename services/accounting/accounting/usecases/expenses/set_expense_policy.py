"""The accountant sets what can be claimed in a legal entity, and on which accounts."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.expense_type import ExpensePolicy, check_policy
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import PreconditionError


@dataclass(frozen=True)
class SetExpensePolicy:
    """All of it, in place of what was before."""

    policy: ExpensePolicy


async def set_expense_policy(
    command: SetExpensePolicy, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpensePolicy]:
    """As it is kept; lines that are written from now on follow it. NotFoundError for an unknown legal entity."""
    policy = command.policy
    check_policy(policy)
    await deps.legal_entities.get(policy.siren)
    if expected_version is not None:
        known = await deps.expense_policies.find_one({"siren": policy.siren})
        version = known.version if known else 0
        if version != expected_version:
            detail = f"the current version is {version}, not {expected_version}"
            raise PreconditionError("version-mismatch", detail)
    await deps.expense_policies.put(policy.siren, lambda _: Change(policy), cause)
    return await deps.expense_policies.get(policy.siren)
