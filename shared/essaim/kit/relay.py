"""The relay: from the outbox of the aggregates to the broker, in order per aggregate, nothing lost.

The process that commits a change also takes the first lease in the same write and offers the document here, so the
usual path is one publish and one write. A sweep finds whatever a crash, a full queue or another process left behind.
An event may be published twice (a crash between publish and mark): it keeps its id, and consumers take effect once.
"""

import asyncio
import contextlib
import logging
from datetime import UTC, datetime, timedelta

import orjson

from essaim.kit.aggregate import LEASE
from essaim.kit.clock import fixed_width, machine_now
from essaim.kit.errors import EssaimError
from essaim.kit.ids import new_id
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import BROKEN, Publisher
from essaim.kit.store.errors import MissingError, RevisionConflictError
from essaim.kit.store.port import Collection, Document, Order, Range, Store

log = logging.getLogger(__name__)

QUEUE_LIMIT = 10_000
SWEEP_SIZE = 500
FULL_PAUSE_SECONDS = 0.1
ANY_DUE = {"due_at": Range(gt="")}
TRIES = 6
"""How often one event is offered to a broker that is there and does not take it, before its document makes way."""


class NotTakenError(EssaimError):
    """The broker is there and does not take an event: a missing exchange, a forbidden key, a full queue."""

    kind = "unavailable"


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
        lease: timedelta = LEASE,
    ) -> None:
        self.token = new_id()
        self._store = store
        self._collections = collections
        self._publisher = publisher
        self._metrics = metrics
        self._sweep_seconds = sweep_seconds
        self._lease = lease
        self._queue: asyncio.Queue[tuple[Collection, Document]] = asyncio.Queue(QUEUE_LIMIT)
        self._active: set[tuple[str, str]] = set()
        self._again: set[tuple[str, str]] = set()
        self._refused: dict[tuple[str, str], datetime] = {}
        """Documents whose events the broker does not take, and since when: their leases are renewed and tell nothing."""
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
                self._refused.pop(key, None)
            except NotTakenError as error:
                self._refused.setdefault(key, machine_now())
                log.error("the outbox of %s/%s waits: %s", *key, error)
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
        await self._publisher.wait_connected()
        current: Document | None = document
        if document["due_at"] is not None and document["due_at"] <= fixed_width(machine_now()):
            current = await self._renewed(collection, document["id"])
        while current is not None and current["pending"] and current["lease"] == self.token:
            self._again.discard(key)
            for item in current["outbox"]:
                await self._publish(item)
            sent = {item["envelope"]["id"] for item in current["outbox"]}
            current = await self._mark(collection, current, sent)
            if key in self._again:
                current = await self._read(collection, document["id"])

    async def _renewed(self, collection: Collection, id_: str) -> Document | None:
        """The document under a lease that has not ended, if it is still ours: it waited here while the broker was away,
        and another replica may have published it since."""
        current = await self._read(collection, id_)
        if current is None or not current["pending"] or current["lease"] != self.token:
            return None
        return await self._leased(collection, current)

    async def _publish(self, item: Document) -> None:
        """Publish one event; repeated with growing pauses until the broker has confirmed it. NotTakenError when the
        broker is there and refuses, again and again: the document waits for the sweep and others have their turn."""
        # Validated when it was written, with the change; published as it was stored.
        envelope = item["envelope"]
        id_, type_ = envelope["id"], envelope["type"]
        body = orjson.dumps(envelope)
        pause, tries = 0.05, 0
        while True:
            await self._publisher.wait_connected()
            try:
                await self._publisher.publish(
                    item["exchange"],
                    type_,
                    body,
                    message_id=id_,
                    type_=type_,
                    correlation_id=envelope["correlationid"],
                )
            except BROKEN as error:
                self._metrics.publish_failures.inc()
                tries += 1
                if tries == 1:
                    log.warning("event %s (%s) not confirmed, trying again: %r", id_, type_, error)
                if tries >= TRIES and self._publisher.connected:
                    raise NotTakenError("not-taken", f"the broker does not take {type_}: {error!r}") from error
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)
            else:
                self._metrics.count_published(type_)
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
            full = False
            try:
                full = await self.sweep() >= SWEEP_SIZE
            except EssaimError as error:
                log.warning("the sweep of the outbox failed and is repeated: %s", error)
            # A bug in one sweep must not end all others: nothing else finds what a crash left behind.
            except Exception:
                log.exception("the sweep of the outbox failed and is repeated")
            # A backlog is taken as fast as the workers publish it, not a page per pause.
            await asyncio.sleep(FULL_PAUSE_SECONDS if full else self._sweep_seconds)

    async def sweep(self) -> int:
        """Measure what is unpublished, and lease and offer what is due. Returns how many documents were offered.

        While the broker is away nothing is leased: another replica may reach it, and leases would only be renewed.
        """
        offered = waiting = 0
        oldest = ""
        for collection in self._collections:
            found = await self._store.find(collection, ANY_DUE, order_by=(Order("due_at"),), limit=1)
            if found.documents:
                waiting += await self._store.count(collection, ANY_DUE)
                oldest = min(oldest or found.documents[0]["due_at"], found.documents[0]["due_at"])
            if found.documents and self._publisher.connected:
                offered += await self._offer_due(collection)
        # The lease that a commit takes ends LEASE after it: so long before was the event made, at least.
        now = machine_now()
        ages = [(now - since).total_seconds() for since in self._refused.values()]
        ages += [(now - _instant(oldest) + LEASE).total_seconds()] if oldest else []
        self._metrics.outbox(waiting, max(ages, default=0.0))
        return offered

    async def _offer_due(self, collection: Collection) -> int:
        if self._queue.qsize() > SWEEP_SIZE:
            return SWEEP_SIZE
        due = await self._store.find(
            collection,
            {"due_at": Range(le=fixed_width(machine_now()))},
            order_by=(Order("due_at"),),
            limit=SWEEP_SIZE,
        )
        free = [one for one in due.documents if (collection.name, one["id"]) not in self._active]
        for leased in await asyncio.gather(*(self._leased(collection, one) for one in free)):
            if leased is not None:
                self.offer(collection, leased)
        return len(free)

    async def _leased(self, collection: Collection, document: Document) -> Document | None:
        """Take or renew the lease; None when somebody faster has it."""
        leased = {**document, "lease": self.token, "due_at": fixed_width(machine_now() + self._lease)}
        try:
            return await self._store.replace(collection, leased, expected_revision=document["revision"])
        except (RevisionConflictError, MissingError):
            return None


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
