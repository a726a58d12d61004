"""What an aggregate remembers of the events that it consumed: exactly and for ever, in a document that stays small.

The last keys are in the aggregate itself and are written with the effect. Before older ones leave it, they are written to
``consumed_events``, a document each: an old redelivery, or a dead letter that is given back after a year, is found there.

Event ids sort by time (UUIDv7), so an id above ``spilled_until``, the highest that ever left, needs no second look: the
usual event costs no read. An id of another kind is only looked up more often; the answer is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from essaim.kit.aggregate import INBOX_SIZE
from essaim.kit.cause import Cause
from essaim.kit.store.errors import DuplicateError, MissingError
from essaim.kit.store.port import Collection, Document, Order, Position, Range, Store

CONSUMED = Collection("consumed_events")
"""One document per key that left its aggregate's inbox, by ``<collection>/<aggregate id>/<key>``. Kept for ever: a dead
letter has no last day."""
SPILL = INBOX_SIZE // 2


def inbox_key(cause: Cause, effect: str) -> str:
    """The key of one effect of the consumed event."""
    return f"{cause.event_id}/{effect}" if effect else str(cause.event_id)


@dataclass(frozen=True)
class Inbox:
    """The memory of the aggregates of one collection."""

    store: Store
    collection: Collection

    async def has(self, document: Document, key: str) -> bool:
        """Whether this aggregate has consumed the event already."""
        if key in document["inbox"]:
            return True
        spilled_until = document.get("spilled_until")
        if spilled_until is None or key > spilled_until:
            return False
        try:
            await self.store.get(CONSUMED, self._id(document, key))
        except MissingError:
            return False
        return True

    async def with_room(self, document: Document) -> Document:
        """The document with room for one more key; what leaves it is durable elsewhere first, so a crash forgets nothing."""
        inbox: list[str] = document["inbox"]
        if len(inbox) < INBOX_SIZE:
            return document
        leaving, staying = inbox[:SPILL], inbox[SPILL:]
        await self._keep([self._id(document, key) for key in leaving])
        highest = max([*leaving, document.get("spilled_until") or ""])
        return {**document, "inbox": staying, "spilled_until": highest}

    async def remember(self, document: Document, keys: Sequence[str]) -> None:
        """Keys that the aggregate itself has no room for, durable when this returns."""
        for first in range(0, len(keys), SPILL):
            await self._keep([self._id(document, key) for key in keys[first : first + SPILL]])

    async def spilled(self, document: Document) -> list[str]:
        """The keys that have left the aggregate."""
        if document.get("spilled_until") is None:
            return []
        prefix = self._id(document, "")
        found: list[str] = []
        after: Position | None = None
        while True:
            page = await self.store.find(
                CONSUMED, {"id": Range(ge=prefix, lt=f"{prefix}~")}, order_by=(Order("id"),), limit=500, after=after
            )
            found += [one["id"].removeprefix(prefix) for one in page.documents]
            if page.next is None:
                return found
            after = page.next

    async def _keep(self, ids: Sequence[str]) -> None:
        try:
            await self.store.insert_many(CONSUMED, [{"id": id_} for id_ in ids])
        except DuplicateError:
            # A writer that was slower, or ended before its change, has left some of them.
            for id_ in ids:
                await self._keep_one(id_)

    async def _keep_one(self, id_: str) -> None:
        try:
            await self.store.insert(CONSUMED, {"id": id_})
        except DuplicateError:
            return

    def _id(self, document: Document, key: str) -> str:
        return f"{self.collection.name}/{document['id']}/{key}"


def is_superseded(document: Document, cause: Cause, part: str) -> bool:
    """Whether this aggregate has heard something newer of the same part from the same subject."""
    if cause.sequence is None:
        return False
    heard: int = document.get("heard", {}).get(heard_key(cause, part), 0)
    return heard >= cause.sequence


def heard_key(cause: Cause, part: str) -> str:
    """Whose history it is, and which part of the aggregate it tells."""
    return f"{part} {cause.actor} {cause.subject}"
