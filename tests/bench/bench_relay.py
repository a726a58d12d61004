"""Events per second from committed outboxes to the broker: published with confirms, and marked as published, durably.

Essaim: so many documents with one pending event each are committed in a SQLite file; the relay publishes them all and takes
each event out of its document's outbox. The floor: bare aio-pika publishes the same number of the same bodies to the same
exchange, as many at the same time, with confirms and ``mandatory``, and after each confirm deletes the message's row from a
SQLite table, in a commit of its own (``synchronous=FULL`` on both sides). The kit marks by replacing the whole document on its
revision, and commits what has gathered in one transaction. Beside it, what the library does when nothing is marked.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

import aio_pika

from essaim.contracts.envelope import source_of
from essaim.contracts.event import EVENTS as EXCHANGE
from essaim.kit.clock import SystemClock
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import Publisher
from essaim.kit.publishing import Publishing
from essaim.kit.relay import ANY_DUE, Relay
from essaim.kit.service import Runtime
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Collection, Document, Store
from tests.bench import bodies
from tests.bench.bodies import TYPE, Body
from tests.bench.drain import clear
from tests.bench.harness import Bench, in_turns
from tests.bench.peers.rows import WriterThread
from tests.bench.toys import COMMANDED, LISTENING, command
from tests.support import toy

NAME = "relay"
EVENTS = {1: 600, 10: 2000, 100: 4000}
"""Enough for about a second each, by the number in flight."""
LEASE = timedelta(minutes=5)
DRAIN_SECONDS = 120.0


async def measure(bench: Bench) -> None:
    """For each number in flight the relay, and publishing without a mark, beside the floor."""
    events = bodies.make(max(EVENTS.values()))
    contenders: dict[str, Callable[[], Awaitable[float]]] = {}
    for in_flight, count in EVENTS.items():
        some = events[:count]
        contenders[f"relay, {in_flight} in flight"] = partial(relay, bench, count, in_flight)
        contenders[f"floor, {in_flight} in flight"] = partial(_bare, bench, some, in_flight, mark=True)
        contenders[f"bare aio-pika, nothing marked, {in_flight} in flight"] = partial(
            _bare, bench, some, in_flight, mark=False
        )
    found = await in_turns(contenders)
    for name, sample in found.items():
        if not name.startswith("floor"):
            bench.rate(NAME, name, sample, found[f"floor, {name.rsplit(', ', 1)[1]}"])


class _Gathered:
    """Takes the place of the relay while the documents are made: they are offered to it later, all at once."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.offered: list[tuple[Collection, Document]] = []

    def offer(self, collection: Collection, document: Document) -> None:
        """Keep it."""
        self.offered.append((collection, document))


async def relay(bench: Bench, count: int, in_flight: int, *, around: Callable[[], None] = lambda: None) -> float:
    """Events per second. ``around`` is called right before and right after what is measured."""
    store = await open_store(f"sqlite:///{bench.fresh('relay.db')}")
    await store.declare(toy.COUNTERS, toy.SEEN)
    publisher = Publisher(bench.broker.url(COMMANDED), "bench relay")
    await publisher.start()
    await publisher.wait_connected()
    own = Relay(store, (toy.COUNTERS,), publisher, Metrics(), in_flight=in_flight, lease=LEASE)
    offered = await _commit(store, own.token, count)
    for collection, document in offered:
        own.offer(collection, document)
    around()
    began = time.perf_counter()
    await own.start()
    # Stopping is: publish what was offered, then end.
    await own.stop(drain_seconds=DRAIN_SECONDS)
    seconds = time.perf_counter() - began
    around()
    left = await store.count(toy.COUNTERS, ANY_DUE)
    await publisher.stop()
    await store.close()
    await clear(bench, LISTENING.queue)
    if left:
        raise RuntimeError(f"{left} of {count} events are not published")
    return count / seconds


async def _commit(store: Store, token: str, count: int) -> list[tuple[Collection, Document]]:
    gathered = _Gathered(token)
    source = source_of(COMMANDED.partner, COMMANDED.service)
    deps = toy.build_deps(Runtime(store, SystemClock(), Publishing(source, SystemClock(), gathered, LEASE)))
    await asyncio.gather(*(command(deps, f"r{number}") for number in range(count)))
    return gathered.offered


async def _bare(bench: Bench, events: Sequence[Body], in_flight: int, *, mark: bool) -> float:
    writer = WriterThread(bench.fresh("rows.db"))
    writer.rows.insert_all([(body.id, body.content) for body in events])
    async with await aio_pika.connect(bench.broker.url(COMMANDED)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.get_exchange(EXCHANGE, ensure=False)
        waiting = iter(events)

        async def work() -> None:
            for body in waiting:
                await exchange.publish(body.message(COMMANDED.user), TYPE, mandatory=True)
                if mark:
                    await writer.delete(body.id)

        began = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(in_flight)))
        seconds = time.perf_counter() - began
    writer.close()
    await clear(bench, LISTENING.queue)
    return len(events) / seconds
