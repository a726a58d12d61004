"""A share-out was not approved after all: its advances and donations can change again."""

from dataclasses import replace

from accounting.deps import Deps
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def unseal_advances(group_id: str, deps: Deps, cause: Cause) -> None:
    """Nothing to do for a group without advances."""
    stored = await deps.advance_books.find_one({"group_id": group_id})
    if stored is not None:
        await deps.advance_books.change(stored.id, lambda book: Change(replace(book, sealed=False)), cause)
