"""A share-out is about to be approved: the advances and donations that it rests on must be in order, and stay as they are.

The check and the seal are one write, so nothing can be given or lent between the look at the book and the approval.
"""

from accounting.deps import Deps
from accounting.domain.donation import seal
from accounting.domain.pool import pool_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def seal_advances(group_id: str, deps: Deps, cause: Cause) -> None:
    """Nothing to do for a group without advances. RuleError while some are out (MINI-03) or a donation is missing (MINI-04)."""
    stored = await deps.advance_books.find_one({"group_id": group_id})
    if stored is None:
        return
    activity = (await deps.activities.get(stored.id)).state
    invoices = [one.state for one in await deps.invoices.all({"activity_id": stored.id})]
    await deps.advance_books.change(
        stored.id, lambda book: Change(seal(book, pool_of(activity, invoices, book).profit_cents)), cause
    )
