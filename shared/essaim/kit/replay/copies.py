"""What of a service's documents are copies of what others told, and how new ones take the place of the old."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
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

    A document is replaced where its revision is what was read, and only by one that has consumed whatever of the log it had: when
    it knows an event that the new one does not, ``read_on`` reads the log up to now. What it knows from elsewhere stays consumed.
    Nothing is deleted. ``going_on`` is called before each document, and may raise. ``since``: the id of the oldest event that
    the log still has, when it does not begin at the beginning.
    """

    def __init__(
        self,
        made: Store,
        real: Store,
        since: str | None,
        read_on: Callable[[], Awaitable[None]],
        going_on: Callable[[], Awaitable[None]],
    ) -> None:
        self._going_on = going_on
        self._made = made
        self._real = real
        self._since = since
        self._read_on = read_on
        self._not_in_log: set[str] = set()

    async def collection(self, copy: Copy) -> Swapped:
        """Every document of one collection."""
        done = Swapped()
        async for new in _all(self._made, copy.collection):
            await self._document(copy, new["id"], done)
        async for old in _all(self._real, copy.collection):
            if await _get(self._made, copy.collection, old["id"]) is None:
                done.keeps(old["id"])
        return done

    async def _document(self, copy: Copy, id_: str, done: Swapped) -> None:
        while True:
            await self._going_on()
            old = await _get(self._real, copy.collection, id_)
            new = await self._made.get(copy.collection, id_)
            if old is not None and not self._tells_all(old):
                return done.keeps(id_)
            keys = [*await Inbox(self._made, copy.collection).spilled(new), *new["inbox"]]
            if old is not None and (unknown := _events(old["inbox"]) - _events(keys) - self._not_in_log):
                await self._read_on()
                self._not_in_log |= unknown
                continue
            try:
                return await self._put(copy, old, new, keys, done)
            except (RevisionConflictError, MissingError, DuplicateError):
                # A handler that was at work when the inbox came to rest, or a command.
                continue

    async def _put(self, copy: Copy, old: Document | None, new: Document, keys: list[str], done: Swapped) -> None:
        inbox = await self._consumed(copy.collection, new, keys, old)
        if old is None:
            await self._real.insert(copy.collection, {**_bare(new), **inbox})
            done.added += 1
            return
        state = new["state"] | {key: old["state"][key] for key in copy.keep if key in old["state"]}
        same = state == old["state"]
        document = {**old, **inbox, "state": state, "version": old["version"] + (0 if same else 1)}
        await self._real.replace(copy.collection, document, expected_revision=old["revision"])
        done.same += same
        done.changed += not same

    def _tells_all(self, old: Document) -> bool:
        """Whether the log tells all of a document's history: not when it has consumed what the log has let go."""
        if self._since is None:
            return True
        return not old.get("spilled_until") and all(_event_id(key) >= self._since for key in old["inbox"])

    async def _consumed(
        self, collection: Collection, new: Document, keys: list[str], old: Document | None
    ) -> dict[str, Any]:
        """What the document has consumed: all that either knew. What does not fit into it is durable first."""
        merged = list(dict.fromkeys((*keys, *(old["inbox"] if old else ()))))
        until = max((new.get("spilled_until") or "", (old or {}).get("spilled_until") or ""))
        leaving, staying = merged[: -INBOX_SIZE // 2], merged[-INBOX_SIZE // 2 :]
        if leaving:
            inbox = Inbox(self._real, collection)
            there = set(await inbox.spilled(old)) if old is not None else set()
            await inbox.remember(new, [key for key in leaving if key not in there])
            until = max((until, *leaving))
        heard = {**new.get("heard", {}), **(old or {}).get("heard", {})}
        return {"inbox": staying, "spilled_until": until or None, "heard": heard}


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


def _events(keys: Iterable[str]) -> set[str]:
    return {_event_id(key) for key in keys}


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
