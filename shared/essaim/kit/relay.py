"""The relay: from the outbox of the aggregates to the broker, in order per aggregate, nothing lost.

The process that commits a change also takes the first lease in the same write and offers the document here, so the
usual path is one publish and one write. A sweep finds whatever a crash, a full queue or another process left behind.
An event may be published twice (a crash between publish and mark): it keeps its id, and consumers take effect once.
"""

import asyncio
import contextlib
import logging
from datetime import UTC, datetime, timedelta

from essaim.contracts.envelope import Envelope
from essaim.kit.clock import fixed_width, machine_now
from essaim.kit.errors import EssaimError
from essaim.kit.ids import new_id
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import BROKEN, Publisher
from essaim.kit.store.errors import MissingError, RevisionConflictError
from essaim.kit.store.port import Collection, Document, Order, Range, Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
QUEUE_LIMIT = 10_000
SWEEP_SIZE = 500


class Relay:
    """Publishes the pending events of the declared collections; ``in_flight`` documents at the same time."""

    def __init__(
        self,
        store: Store,
        collections: tuple[Collection, ...],
        publisher: Publisher,
        metrics: Metrics,
        *,
        in_flight: int = 100,
        sweep_seconds: float = 1.0,
    ) -> None:
        self.token = new_id()
        self._store = store
        self._collections = collections
        self._publisher = publisher
        self._metrics = metrics
        self._sweep_seconds = sweep_seconds
        self._queue: asyncio.Queue[tuple[Collection, Document]] = asyncio.Queue(QUEUE_LIMIT)
        self._active: set[tuple[str, str]] = set()
        self._again: set[tuple[str, str]] = set()
        self._in_flight = in_flight
        self._tasks: list[asyncio.Task[None]] = []

    def offer(self, collection: Collection, document: Document) -> None:
        """Publish the document's events soon; one that does not fit is found by the sweep when its lease ends."""
        key = (collection.name, document["id"])
        if key in self._active:
            self._again.add(key)
            return
        with contextlib.suppress(asyncio.QueueFull):
            self._queue.put_nowait((collection, document))
            self._active.add(key)

    async def start(self) -> None:
        """Start the workers and the sweep."""
        self._tasks = [asyncio.create_task(self._work(), name=f"relay-{n}") for n in range(self._in_flight)]
        self._tasks.append(asyncio.create_task(self._sweep_forever(), name="relay-sweep"))

    async def stop(self, *, drain_seconds: float = 5.0) -> None:
        """Publish what was offered, at most for ``drain_seconds``. What is left keeps its lease and waits."""
        if not self._tasks:
            return
        if self._publisher.connected:
            with contextlib.suppress(asyncio.TimeoutError):
                async with asyncio.timeout(drain_seconds):
                    await self._queue.join()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def _work(self) -> None:
        while True:
            collection, document = await self._queue.get()
            key = (collection.name, document["id"])
            try:
                await self._relay(collection, document, key)
            except EssaimError as error:
                log.warning("the outbox of %s/%s waits for the sweep: %s", *key, error)
            # One document that cannot be read must not end a worker that all others share.
            except Exception:
                log.exception("the outbox of %s/%s cannot be published", *key)
            finally:
                self._active.discard(key)
                self._again.discard(key)
                self._queue.task_done()

    async def _relay(self, collection: Collection, document: Document, key: tuple[str, str]) -> None:
        """Publish and mark until the document has nothing left or its lease belongs to somebody else."""
        current: Document | None = document
        while current is not None and current["pending"] and current["lease"] == self.token:
            self._again.discard(key)
            for item in current["outbox"]:
                await self._publish(item)
            sent = {item["envelope"]["id"] for item in current["outbox"]}
            current = await self._mark(collection, current, sent)
            if key in self._again:
                current = await self._read(collection, document["id"])

    async def _publish(self, item: Document) -> None:
        """Publish one event; repeated with growing pauses until the broker has confirmed it."""
        envelope = Envelope.model_validate(item["envelope"])
        body = envelope.to_bytes()
        pause = 0.05
        while True:
            await self._publisher.wait_connected()
            try:
                await self._publisher.publish(
                    item["exchange"], envelope.type, body, message_id=envelope.id, type_=envelope.type
                )
            except BROKEN as error:
                self._metrics.publish_failures.inc()
                log.warning("event %s (%s) not confirmed, trying again: %r", envelope.id, envelope.type, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)
            else:
                self._metrics.published.labels(envelope.type).inc()
                return

    async def _mark(self, collection: Collection, document: Document, sent: set[str]) -> Document | None:
        """Take the published events out of the outbox. Returns the document when something was added meanwhile."""
        current: Document | None = document
        while current is not None:
            rest = [item for item in current["outbox"] if item["envelope"]["id"] not in sent]
            marked = {**current, "outbox": rest, "pending": len(rest)}
            if not rest:
                marked |= {"due_at": None, "lease": None}
            try:
                return await self._store.replace(collection, marked, expected_revision=current["revision"])
            except RevisionConflictError:
                current = await self._read(collection, document["id"])
        return None

    async def _read(self, collection: Collection, id_: str) -> Document | None:
        try:
            return await self._store.get(collection, id_)
        except MissingError:
            return None

    async def _sweep_forever(self) -> None:
        while True:
            try:
                await self.sweep()
            except EssaimError as error:
                log.warning("the sweep of the outbox failed and is repeated: %s", error)
            # A bug in one sweep must not end all others: nothing else finds what a crash left behind.
            except Exception:
                log.exception("the sweep of the outbox failed and is repeated")
            await asyncio.sleep(self._sweep_seconds)

    async def sweep(self) -> int:
        """Lease and offer what is due. Returns how many documents were found."""
        found, oldest = 0, 0.0
        now = machine_now()
        for collection in self._collections:
            due = await self._store.find(
                collection, {"due_at": Range(le=fixed_width(now))}, order_by=(Order("due_at"),), limit=SWEEP_SIZE
            )
            found += len(due.documents)
            for document in due.documents:
                oldest = max(oldest, (now - _instant(document["due_at"])).total_seconds())
                await self._lease(collection, document)
        self._metrics.outbox(found, oldest)
        return found

    async def _lease(self, collection: Collection, document: Document) -> None:
        """Take or renew the lease of a document that is due; somebody faster may have it."""
        leased = {**document, "lease": self.token, "due_at": fixed_width(machine_now() + LEASE)}
        with contextlib.suppress(RevisionConflictError, MissingError):
            self.offer(
                collection, await self._store.replace(collection, leased, expected_revision=document["revision"])
            )


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
