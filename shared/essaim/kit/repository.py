"""A typed repository over one collection of aggregates: frozen dataclasses in, frozen dataclasses out.

A change is: read, decide (a pure function), write where the revision is what was read; when somebody was faster, read
again, a bounded number of times. The events of a change are written with it and handed to the relay after it.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter

from essaim.contracts.event import EventData
from essaim.kit.aggregate import (
    OUTBOX_LIMIT,
    Change,
    New,
    Stored,
    adapter_of,
    check_version,
    new_document,
    worth_writing,
)
from essaim.kit.cause import Cause
from essaim.kit.clock import fixed_width, machine_now
from essaim.kit.errors import ConflictError, UnavailableError
from essaim.kit.inbox import Inbox, heard_key, inbox_key, is_superseded
from essaim.kit.paging import Page, read_cursor, write_cursor
from essaim.kit.publishing import Publishing
from essaim.kit.store.errors import DuplicateError, MissingError, RevisionConflictError
from essaim.kit.store.port import Collection, Document, Order, Position, Store, Where

T = TypeVar("T")

ATTEMPTS = 30
_OWN = ("due_at", "pending", "created_at")


class Repository(Generic[T]):
    """Aggregates of one type. Raises the store's errors, PreconditionError for If-Match, ConflictError when hot."""

    def __init__(self, store: Store, collection: Collection, state_type: type[T], publishing: Publishing) -> None:
        self.collection = collection
        self._store = store
        self._adapter: TypeAdapter[T] = adapter_of(state_type)
        self._publishing = publishing
        self._inbox = Inbox(store, collection)

    async def get(self, id_: str) -> Stored[T]:
        """The aggregate. MissingError (a NotFoundError) when there is none."""
        return self._read(await self._store.get(self.collection, id_))

    async def find_one(self, where: Where) -> Stored[T] | None:
        """The first aggregate that satisfies all conditions, or None."""
        found = await self._store.find(self.collection, self._paths(where), limit=1)
        return self._read(found.documents[0]) if found.documents else None

    async def find(
        self, where: Where | None = None, *, order_by: Sequence[Order] = (), limit: int = 100, cursor: str | None = None
    ) -> Page[Stored[T]]:
        """One page, ordered. ``cursor`` is the ``next`` of the page before; InvalidError when it is not one of ours."""
        order = tuple(Order(self._path(one.field), one.descending) for one in order_by)
        found = await self._store.find(
            self.collection,
            self._paths(where or {}),
            order_by=order,
            limit=limit,
            after=read_cursor(cursor, len(order)),
        )
        return Page(tuple(self._read(one) for one in found.documents), write_cursor(found.next))

    async def all(self, where: Where | None = None, *, order_by: Sequence[Order] = ()) -> list[Stored[T]]:
        """Every aggregate that satisfies all conditions, page by page. For bounded sets only."""
        items: list[Stored[T]] = []
        cursor: str | None = None
        while True:
            page = await self.find(where, order_by=order_by, limit=500, cursor=cursor)
            items.extend(page.items)
            if page.next is None:
                return items
            cursor = page.next

    async def scan(
        self, where: Where | None = None, *, order_by: Sequence[Order] = (), page: int = 500
    ) -> AsyncIterator[tuple[Document, ...]]:
        """Every document that satisfies all conditions, as it is stored, a page at a time: memory stays flat, and nothing
        is made of a document but its JSON. For exports and for checks of what is stored."""
        order = tuple(Order(self._path(one.field), one.descending) for one in order_by)
        after: Position | None = None
        while True:
            found = await self._store.find(
                self.collection, self._paths(where or {}), order_by=order, limit=page, after=after
            )
            if found.documents:
                yield found.documents
            if found.next is None:
                return
            after = found.next

    async def document(self, id_: str) -> Document:
        """The document of an aggregate as it is stored. MissingError when there is none."""
        return await self._store.get(self.collection, id_)

    async def count(self, where: Where | None = None) -> int:
        """How many aggregates satisfy all conditions."""
        return await self._store.count(self.collection, self._paths(where or {}))

    async def add(self, id_: str, state: T, cause: Cause, *, events: tuple[EventData, ...] = ()) -> Stored[T]:
        """Store a new aggregate with its first events. Repeated by the same command, it returns what the first made.

        DuplicateError when the id or a unique key belongs to something else.
        """
        document = new_document(id_, cause.command_id, fixed_width(self._publishing.clock.now()))
        document = self._apply(document, Change(state, events), cause, effect="")
        try:
            stored = await self._store.insert(self.collection, document)
        except DuplicateError as error:
            existing = await self._existing(id_)
            if existing is not None and existing.document["created_by"] == cause.command_id:
                return existing
            raise error
        self._offer(stored)
        return self._read(stored)

    async def add_many(self, items: Sequence[New[T]]) -> list[Stored[T]]:
        """Store new aggregates in one round trip, in order. DuplicateError when one of the ids or unique keys exists: then
        none of them is stored on SQLite, and on other engines those before it may be."""
        if not items:
            return []
        created_at = fixed_width(self._publishing.clock.now())
        documents = []
        for one in items:
            base = new_document(one.id, one.cause.command_id, created_at)
            documents.append(self._apply(base, Change(one.state, one.events), one.cause, "", body=one.body))
        stored = await self._store.insert_many(self.collection, documents)
        for document in stored:
            self._offer(document)
        return [Stored(one["id"], item.state, one["version"], one) for item, one in zip(items, stored, strict=True)]

    async def change(
        self,
        id_: str,
        decide: Callable[[T], Change[T] | None],
        cause: Cause,
        *,
        expected_version: int | None = None,
        effect: str = "",
        latest: str | None = None,
    ) -> Stored[T]:
        """Read, decide, write; repeated when somebody else wrote in between. ``decide`` may run several times.

        None from ``decide`` leaves everything as it is. When the cause is an event that this aggregate has consumed
        already (with the same ``effect``), ``decide`` is not called; nor, with ``latest``, when it has heard a newer
        event of the same subject on that part of it (a name you choose): the last word stays, in whatever order words
        arrive. PreconditionError when the version is another one.
        """

        def on_existing(state: T | None) -> Change[T] | None:
            return decide(cast(T, state))

        changed = await self._change(id_, on_existing, cause, effect, latest=latest, expected_version=expected_version)
        return cast(Stored[T], changed)

    async def put(
        self,
        id_: str,
        decide: Callable[[T | None], Change[T] | None],
        cause: Cause,
        *,
        effect: str = "",
        latest: str | None = None,
    ) -> Stored[T] | None:
        """Like ``change``, but the aggregate may not exist: ``decide`` then gets None. For copies and counters."""
        return await self._change(id_, decide, cause, effect, latest=latest, create=True)

    async def _change(
        self,
        id_: str,
        decide: Callable[[T | None], Change[T] | None],
        cause: Cause,
        effect: str,
        *,
        create: bool = False,
        latest: str | None = None,
        expected_version: int | None = None,
    ) -> Stored[T] | None:
        for attempt in range(ATTEMPTS):
            current = await self._existing(id_)
            if current is None and not create:
                raise MissingError(self.collection.name, id_)
            if current is not None:
                check_version(current, expected_version)
                if await self._is_over(current, cause, effect, latest):
                    return current
            change = worth_writing(current, decide(current.state if current else None), cause)
            if change is None:
                return current
            try:
                return await self._write(id_, current, change, cause, effect, latest)
            except RevisionConflictError:
                pass
            except DuplicateError as error:
                if current is not None or error.index not in ("id", ""):
                    raise
            await asyncio.sleep(random.uniform(0, 0.002 * min(attempt + 1, 10)))
        raise ConflictError("too-many-writers", f"{self.collection.name}/{id_} is being changed by others; try again")

    async def _is_over(self, current: Stored[T], cause: Cause, effect: str, latest: str | None) -> bool:
        """Whether the consumed event has had its effect here, or comes too late for it."""
        if cause.event_id is None:
            return False
        if latest is not None and is_superseded(current.document, cause, latest):
            return True
        return await self._inbox.has(current.document, inbox_key(cause, effect))

    async def _write(
        self, id_: str, current: Stored[T] | None, change: Change[T], cause: Cause, effect: str, latest: str | None
    ) -> Stored[T]:
        if current is None:
            base = new_document(id_, cause.command_id, fixed_width(self._publishing.clock.now()))
        else:
            base = current.document if cause.event_id is None else await self._inbox.with_room(current.document)
        document = self._apply(base, change, cause, effect, latest)
        if current is None:
            stored = await self._store.insert(self.collection, document)
        else:
            stored = await self._store.replace(self.collection, document, expected_revision=base["revision"])
        self._offer(stored)
        return self._read(stored)

    def _apply(
        self,
        document: Document,
        change: Change[T],
        cause: Cause,
        effect: str,
        latest: str | None = None,
        body: Document | None = None,
    ) -> Document:
        """The document after the change: state, outbox, inbox, version and the relay's first lease."""
        pending = document["pending"] + len(change.events)
        if change.events and pending > OUTBOX_LIMIT:
            raise UnavailableError("outbox-full", f"{document['id']} has {document['pending']} events still to publish")
        version = document["version"]
        scheme = getattr(change.state, "scheme", None)
        items = [
            self._publishing.envelope(document["id"], version + n, one, scheme, cause)
            for n, one in enumerate(change.events, 1)
        ]
        inbox, heard = document["inbox"], document.get("heard", {})
        if cause.event_id is not None:
            inbox = [*inbox, inbox_key(cause, effect)]
            if latest is not None and cause.sequence is not None:
                heard = {**heard, heard_key(cause, latest): cause.sequence}
        state = body if body is not None else self._adapter.dump_python(change.state, mode="json")
        return {
            **document,
            "state": state,
            "version": version + (len(items) or int(state != document.get("state"))),
            "outbox": [*document["outbox"], *items],
            "pending": pending,
            "inbox": inbox,
            "heard": heard,
            **self._lease(document, pending),
        }

    def _lease(self, document: Document, pending: int) -> dict[str, Any]:
        if not pending:
            return {"due_at": None, "lease": None}
        now = machine_now()
        outbox = self._publishing.outbox
        held = (
            document["lease"] is not None and document["due_at"] is not None and document["due_at"] > fixed_width(now)
        )
        if held and (outbox is None or document["lease"] != outbox.token):
            return {"due_at": document["due_at"], "lease": document["lease"]}
        if outbox is None:
            return {"due_at": fixed_width(now), "lease": None}
        return {"due_at": fixed_width(now + self._publishing.lease), "lease": outbox.token}

    def _offer(self, document: Document) -> None:
        outbox = self._publishing.outbox
        if outbox is not None and document["pending"] and document["lease"] == outbox.token:
            outbox.offer(self.collection, document)

    async def _existing(self, id_: str) -> Stored[T] | None:
        try:
            return self._read(await self._store.get(self.collection, id_))
        except MissingError:
            return None

    def _read(self, document: Document) -> Stored[T]:
        return Stored(document["id"], self._adapter.validate_python(document["state"]), document["version"], document)

    def _path(self, field: str) -> str:
        return field if field in _OWN else f"state.{field}"

    def _paths(self, where: Where) -> Where:
        return {self._path(field): condition for field, condition in where.items()}
