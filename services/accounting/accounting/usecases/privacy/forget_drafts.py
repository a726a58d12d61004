"""Expense sheets of an erased person that never came into the books: emptied, with their receipts (GDPR-02)."""

from accounting.deps import Deps
from accounting.domain.privacy.forgetting import emptied_draft, is_draft
from accounting.usecases.expenses.release_kilometres import release_kilometres
from accounting.usecases.privacy.remove_receipts import remove_receipts
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def forget_drafts(person_id: str, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. What somebody still decides on stays until they have."""
    for one in await deps.expense_sheets.all({"person_id": person_id}):
        if is_draft(one.state):
            await remove_receipts(one, deps)
            emptied = await deps.expense_sheets.change(one.id, lambda now: Change(emptied_draft(now)), cause)
            await release_kilometres(emptied, deps, cause)
