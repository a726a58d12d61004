"""The advances and donations of a mini-entreprise, with the profit that a donation is measured by."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.advance import SCHEME, AdvanceBook
from accounting.domain.pool import pool_of
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class AdvancesRead:
    """A book at one moment; version 0 before anything was written into it."""

    book: AdvanceBook
    version: int
    profit_cents: int


async def read_advances(activity_id: str, deps: Deps) -> AdvancesRead:
    """The book, empty and with the default policy at first. NotFoundError for another scheme."""
    activity = (await deps.activities.get(activity_id)).state
    if activity.scheme != SCHEME:
        raise NotFoundError("not-found", f"only activities of the scheme {SCHEME} have advances")
    invoices = [one.state for one in await deps.invoices.all({"activity_id": activity_id})]
    stored = await deps.advance_books.find_one({"group_id": activity.group_id})
    fresh = AdvanceBook(activity_id, activity.group_id, activity.scheme, activity.siren)
    book = stored.state if stored else fresh
    return AdvancesRead(book, stored.version if stored else 0, pool_of(activity, invoices, book).profit_cents)
