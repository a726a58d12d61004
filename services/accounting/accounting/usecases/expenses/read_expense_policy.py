"""What can be claimed in a legal entity."""

from accounting.deps import Deps
from accounting.domain.expenses.expense_type import ExpensePolicy, seeded_policy
from essaim.kit.store.errors import MissingError


async def read_expense_policy(siren: str, deps: Deps) -> ExpensePolicy:
    """What the accountant set, or the seeded list."""
    try:
        return (await deps.expense_policies.get(siren)).state
    except MissingError:
        return seeded_policy(siren)
