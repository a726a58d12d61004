"""A page of customers or suppliers that somebody may see: those of their groups, then those that all groups share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from essaim.kit.aggregate import Stored
from essaim.kit.paging import Page
from essaim.kit.repository import Repository
from essaim.kit.store.port import Condition, In, Order, Where

T = TypeVar("T")
_SHARED = "shared."


@dataclass(frozen=True)
class ListVisible:
    """``groups`` is None for everything. ``where`` are more conditions; ``shared`` are those of what all groups
    share, None to leave that out."""

    where: Mapping[str, Condition]
    groups: frozenset[str] | None
    shared: Mapping[str, Condition] | None
    limit: int
    cursor: str | None = None


async def list_visible(command: ListVisible, repository: Repository[T]) -> Page[Stored[T]]:
    """By name; the cursor says in which of the two parts the page ended."""
    order = (Order("name"),)
    if command.groups is None:
        return await repository.find(command.where, order_by=order, limit=command.limit, cursor=command.cursor)
    own: Where = {**command.where, "group_id": In(tuple(sorted(command.groups)))}
    if command.shared is None:
        return await repository.find(own, order_by=order, limit=command.limit, cursor=command.cursor)
    shared: Where = {**command.shared, "shared": True}
    if command.cursor is not None and command.cursor.startswith(_SHARED):
        rest = command.cursor.removeprefix(_SHARED) or None
        return _marked(await repository.find(shared, order_by=order, limit=command.limit, cursor=rest))
    found: Page[Stored[T]] = await repository.find(own, order_by=order, limit=command.limit, cursor=command.cursor)
    if found.next is not None:
        return found
    left = command.limit - len(found.items)
    if left == 0:
        return Page(found.items, _SHARED)
    more: Page[Stored[T]] = _marked(await repository.find(shared, order_by=order, limit=left))
    return Page((*found.items, *more.items), more.next)


def _marked(page: Page[Stored[T]]) -> Page[Stored[T]]:
    """A page of the second part."""
    return Page(page.items, _SHARED + page.next if page.next else None)
