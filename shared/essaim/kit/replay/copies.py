"""What of a service's documents are copies of what others told, and how new ones take the place of the old."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from essaim.contracts.event import EventData
from essaim.kit.aggregate import INBOX_SIZE
from essaim.kit.inbox import CONSUMED, Inbox
from essaim.kit.store.errors import DuplicateError, MissingError, RevisionConflictError
from essaim.kit.store.port import Collection, Document, Order, Position, Store

PAGE = 200


@dataclass(frozen=True)
class Copy:
    """A collection whose documents follow from the events of others alone. ``keep`` are the parts of the state that come from
    `personal`, which no log has: they stay as they are."""

    collection: Collection
    keep: tuple[str, ...] = ()


@dataclass(frozen=True)
class Copies:
    """The copies of a service; ``asks``: the event by which it asks for names and addresses to be told again."""

    of: tuple[Copy, ...] = ()
    asks: type[EventData] | None = None


NO_COPIES = Copies()


@dataclass
class Swapped:
    """What became of the documents of one collection."""

    same: int = 0
    changed: int = 0
    added: int = 0
    kept: int = 0
    """Not made anew: the log does not tell of them, or not from their beginning."""
    kept_ids: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """As the replay remembers it."""
        return {"same": self.same, "changed": self.changed, "added": self.added, "kept": self.kept}

    def keeps(self, id_: str) -> None:
        """One more that stays as it is."""
        self.kept += 1
        self.kept_ids = [*self.kept_ids, id_][:20]


class Swap:
    """Puts the copies that were made in one store in the place of those in another, document by document.

    A document is replaced where its revision is what was read; what it had consumed besides stays consumed. Nothing is
    deleted. ``since``: the id of the oldest event that the log still has, when it does not begin at the beginning.
    """

    def __init__(self, made: Store, real: Store, since: str | None) -> None:
        self._made = made
        self._real = real
        self._since = since

    async def collection(self, copy: Copy) -> Swapped:
        """Every document of one collection."""
        done = Swapped()
        made: set[str] = set()
        async for new in _all(self._made, copy.collection):
            made.add(new["id"])
            await self._document(copy, new, done)
        async for old in _all(self._real, copy.collection):
            if old["id"] not in made:
                done.keeps(old["id"])
        return done

    async def _document(self, copy: Copy, new: Document, done: Swapped) -> None:
        while True:
            old = await _get(self._real, copy.collection, new["id"])
            if old is not None and not self._tells_all(old):
                return done.keeps(new["id"])
            inbox = await self._consumed(copy.collection, new, old)
            try:
                if old is None:
                    await self._real.insert(copy.collection, {**_bare(new), **inbox})
                    done.added += 1
                    return None
                state = new["state"] | {key: old["state"][key] for key in copy.keep if key in old["state"]}
                same = state == old["state"]
                document = {**old, **inbox, "state": state, "version": old["version"] + (0 if same else 1)}
                await self._real.replace(copy.collection, document, expected_revision=old["revision"])
                done.same += same
                done.changed += not same
                return None
            except (RevisionConflictError, MissingError, DuplicateError):
                # A handler that was at work when the inbox came to rest, or a command.
                continue

    def _tells_all(self, old: Document) -> bool:
        """Whether the log tells all of a document's history: not when it has consumed what the log has let go."""
        if self._since is None:
            return True
        return not old.get("spilled_until") and all(_event_id(key) >= self._since for key in old["inbox"])

    async def _consumed(self, collection: Collection, new: Document, old: Document | None) -> dict[str, Any]:
        """What the document has consumed: all that either knew. What does not fit into it is durable first."""
        keys = [*await self._spilled(collection, new), *new["inbox"]]
        known = old["inbox"] if old else []
        merged = list(dict.fromkeys((*keys, *known)))
        until = max((new.get("spilled_until") or "", (old or {}).get("spilled_until") or ""))
        leaving, staying = merged[: -INBOX_SIZE // 2], merged[-INBOX_SIZE // 2 :]
        if leaving:
            await Inbox(self._real, collection).remember(new, leaving)
            until = max((until, *leaving))
        heard = {**new.get("heard", {}), **(old or {}).get("heard", {})}
        return {"inbox": staying, "spilled_until": until or None, "heard": heard}

    async def _spilled(self, collection: Collection, new: Document) -> list[str]:
        """The keys that left the new document while it was made."""
        if not new.get("spilled_until"):
            return []
        return await Inbox(self._made, collection).spilled(new)


def _bare(new: Document) -> Document:
    """A new document without what belongs to the store that it was made in."""
    return {key: value for key, value in new.items() if key != "revision"} | {
        "outbox": [],
        "pending": 0,
        "due_at": None,
        "lease": None,
    }


def _event_id(key: str) -> str:
    return key.partition("/")[0]


async def _get(store: Store, collection: Collection, id_: str) -> Document | None:
    try:
        return await store.get(collection, id_)
    except MissingError:
        return None


async def _all(store: Store, collection: Collection) -> AsyncIterator[Document]:
    """Every document, page by page, by id."""
    after: Position | None = None
    while True:
        found = await store.find(collection, order_by=(Order("id"),), limit=PAGE, after=after)
        for document in found.documents:
            yield document
        if found.next is None:
            return
        after = found.next


def collections_of(copies: Copies) -> Sequence[Collection]:
    """What a store needs, to make copies in."""
    return (*(one.collection for one in copies.of), CONSUMED)
