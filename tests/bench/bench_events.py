"""Events per second through outbox, broker and exactly-once effect, against a bare aio-pika loop in the same run.

The floor publishes the same bodies with confirms, a hundred in flight, consumes them with the same prefetch, and writes one
durable row per message (SQLite, ``synchronous=FULL``), each in a commit of its own: no outbox, no validation, no deduplication,
no order, no second service. Both sides run in one process each, on the same broker and the same kind of queue.
"""

import asyncio
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, DeliveryMode

from essaim.contracts.envelope import CONTENT_TYPE
from essaim.kit.cause import fresh_cause
from tests.bench.harness import Bench
from tests.bench.toys import COMMANDED, LISTENING, command, running
from tests.support import toy

EVENTS = 4000
IN_FLIGHT = 100
PREFETCH = 50
RESOLUTION_SECONDS = 0.01


async def measure(bench: Bench) -> None:
    """Two rows: with commands at full speed, and the floor that both share."""
    floor = await _floor(bench)
    figure = await _suite(bench)
    bench.rate(f"{EVENTS} events: command, outbox, broker, effect once", figure, floor)


async def _suite(bench: Bench) -> float:
    async with running(bench, LISTENING, "throughput-b") as there, running(bench, COMMANDED, "throughput-a") as here:
        before = await there.seen.count()
        began = time.perf_counter()
        flying = asyncio.Semaphore(IN_FLIGHT)

        async def one(number: int) -> None:
            async with flying:
                await command(here, f"t{number}")

        await asyncio.gather(*(one(number) for number in range(EVENTS)))
        async with asyncio.timeout(120):
            while await there.seen.count() - before < EVENTS:
                await asyncio.sleep(RESOLUTION_SECONDS)
        return EVENTS / (time.perf_counter() - began)


async def _floor(bench: Bench) -> float:
    body = _typical_body()
    rows = _Rows(bench.directory / "floor.db")
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    url = bench.broker.ops_url
    async with await aio_pika.connect(url) as receiving, await aio_pika.connect(url) as sending:
        incoming = await receiving.channel()
        await incoming.set_qos(PREFETCH)
        queue = await incoming.declare_queue("bench.floor", durable=True, arguments={"x-queue-type": "quorum"})

        async def receive(message: AbstractIncomingMessage) -> None:
            count = await loop.run_in_executor(rows.thread, rows.insert, message.message_id or "", message.body)
            await message.ack()
            if count == EVENTS:
                done.set()

        await queue.consume(receive)
        outgoing = await sending.channel(publisher_confirms=True)
        flying = asyncio.Semaphore(IN_FLIGHT)

        async def send(number: int) -> None:
            message = aio_pika.Message(
                body, content_type=CONTENT_TYPE, delivery_mode=DeliveryMode.PERSISTENT, message_id=str(number)
            )
            async with flying:
                await outgoing.default_exchange.publish(message, "bench.floor", mandatory=True)

        began = time.perf_counter()
        await asyncio.gather(*(send(number) for number in range(EVENTS)))
        async with asyncio.timeout(120):
            await done.wait()
        seconds = time.perf_counter() - began
        await queue.delete(if_unused=False, if_empty=False)
    rows.close()
    return EVENTS / seconds


def _typical_body() -> bytes:
    """The body of one real event, so that the floor moves the same bytes."""
    from datetime import UTC, datetime

    from essaim.contracts.envelope import Envelope

    cause = fresh_cause("bench")
    data = toy.CounterIncreased(counter_id="t1", by=1)
    return Envelope(
        id=cause.command_id,
        source="/alpha/toy",
        type=data.wire_type,
        subject="t1",
        time=datetime.now(UTC),
        dataschema="urn:essaim:schema:toy",
        sequence=1,
        correlationid=cause.correlation_id,
        data=data.model_dump(),
    ).to_bytes()


class _Rows:
    """One durable row per message."""

    def __init__(self, path: Path) -> None:
        self.thread = ThreadPoolExecutor(1)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE row (id TEXT PRIMARY KEY, body BLOB)")
        self._count = 0

    def insert(self, id_: str, body: bytes) -> int:
        self._connection.execute("INSERT INTO row VALUES (?, ?)", (id_, body))
        self._count += 1
        return self._count

    def close(self) -> None:
        self.thread.shutdown()
        self._connection.close()
