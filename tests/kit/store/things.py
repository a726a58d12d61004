"""The collection that the conformance suite works on, and documents for it."""

from typing import Any

from essaim.kit.store.port import Collection, Document, Found, Index, Order, Position, Store, Where

THINGS = Collection(
    "things",
    fields={"name": "text", "rank": "integer", "open": "boolean", "state.code": "text", "state.year": "integer"},
    indexes=(
        Index(("rank",)),
        Index(("state.code", "rank")),
        Index(("name",), unique=True),
        Index(("state.code", "state.year"), unique=True),
    ),
)
BARE = Collection("bare", fields={"rank": "integer", "label": "text"})
"""Without an index: the same answers, only slower."""


def thing(id_: str, **fields: Any) -> Document:
    """A document."""
    return {"id": id_, **fields}


def ids(found: Found) -> list[str]:
    """The ids of a page, in order."""
    return [document["id"] for document in found.documents]


async def fill(store: Store, collection: Collection, *documents: Document) -> None:
    """Declare the collection and insert documents."""
    await store.declare(collection)
    await store.insert_many(collection, documents)


async def pages(
    store: Store, collection: Collection, where: Where, order_by: tuple[Order, ...], limit: int
) -> list[list[str]]:
    """The ids of every page, to the end."""
    found: list[list[str]] = []
    after: Position | None = None
    while True:
        page = await store.find(collection, where, order_by=order_by, limit=limit, after=after)
        found.append(ids(page))
        if page.next is None:
            return found
        after = page.next
        assert len(found) < 1000, "the pages do not end"
