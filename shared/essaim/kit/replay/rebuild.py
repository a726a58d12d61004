"""Copies made anew: the events of the log are given to the copying part of each listener, over an empty store of its own.

What a use case publishes, sends or books is not in these parts, so a rebuild tells nobody anything. Events of one subject are
taken in the order of the log; one that needs another first is tried again when that has come.
"""

import asyncio
import logging
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from essaim.contracts.event import EVENTS
from essaim.kit.delivery import Senders, cause_of, read_envelope
from essaim.kit.errors import EssaimError, NotFoundError
from essaim.kit.listens import Listens, Received
from essaim.kit.replay.copies import Copies, Swap, Swapped, collections_of
from essaim.kit.replay.log import Entry
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store

log = logging.getLogger(__name__)

D = TypeVar("D")


@dataclass(frozen=True)
class Workshop(Generic[D]):
    """What copies are made with: the service's table, whom it believes, and its dependencies over another store."""

    listens: Listens[D]
    senders: Senders
    schemes: frozenset[str]
    copies: Copies
    build: Callable[[Store], D]

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Making[D]"]:
        """An empty store for the time of one rebuild."""
        with tempfile.TemporaryDirectory(prefix="essaim-rebuild-", ignore_cleanup_errors=True) as directory:
            store = await open_store(f"sqlite:///{Path(directory) / 'copies.db'}")
            try:
                await store.declare(*collections_of(self.copies))
                yield Making(self, store)
            finally:
                await store.close()


class Making(Generic[D]):
    """One rebuild: takes the entries of the log in order, then puts what came of them in place."""

    def __init__(self, workshop: Workshop[D], store: Store) -> None:
        self._workshop = workshop
        self._store = store
        self._deps = workshop.build(store)
        self._early: list[Entry] = []
        self._types = {
            type_
            for type_, one in workshop.listens.by_type.items()
            if one.copy is not None and one.model.exchange == EVENTS
        }

    async def take(self, entries: Sequence[Entry]) -> int:
        """Events to copies; returns how many of them tell something that is copied."""
        by_subject: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.delivery.routing_key in self._types:
                by_subject[_subject(entry)].append(entry)
        await asyncio.gather(*(self._in_order(one) for one in by_subject.values()))
        return sum(len(one) for one in by_subject.values())

    async def finish(self) -> None:
        """Take again what came before what it needs, as long as that helps; the rest waits on the retry ladder anyway."""
        while self._early:
            again, self._early = self._early, []
            for entry in again:
                await self._one(entry)
            if len(self._early) == len(again):
                log.warning("%d events need others that the log does not have", len(again))
                return

    async def put_in_place(
        self,
        real: Store,
        since: str | None,
        read_on: Callable[[], Awaitable[None]],
        going_on: Callable[[], Awaitable[None]],
    ) -> dict[str, Swapped]:
        """Swap every collection of copies; ``read_on`` takes what has come into the log since, ``going_on`` is called often,
        and both may raise."""
        swap = Swap(self._store, real, since, read_on, going_on)
        done = {}
        for copy in self._workshop.copies.of:
            await read_on()
            done[copy.collection.name] = await swap.collection(copy)
        return done

    async def _in_order(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            await self._one(entry)

    async def _one(self, entry: Entry) -> None:
        workshop = self._workshop
        listener = workshop.listens.by_type[entry.delivery.routing_key]
        assert listener.copy is not None
        try:
            envelope = read_envelope(entry.delivery.body)
            if not workshop.senders.owns_source(workshop.senders.origin(entry.delivery), envelope):
                log.error("the log's event at %d is of a foreign source, %s", entry.offset, envelope.source)
                return
            if envelope.scheme is not None and envelope.scheme not in workshop.schemes:
                return
            data = listener.model.model_validate(envelope.data)
            await listener.copy(Received(data, envelope), self._deps, cause_of(envelope))
        except NotFoundError:
            self._early.append(entry)
        except ValidationError as error:
            log.error("the log's event at %d cannot be read: %s", entry.offset, error)
        except EssaimError as error:
            if error.kind == "unavailable":
                raise
            log.error("the log's event at %d was not copied: %s", entry.offset, error)


def _subject(entry: Entry) -> str:
    """What keeps its order: the source and subject, or the message alone when it has none."""
    try:
        envelope = read_envelope(entry.delivery.body)
    except EssaimError:
        return str(entry.offset)
    return f"{envelope.source} {envelope.subject}"
