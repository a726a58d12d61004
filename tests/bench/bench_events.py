"""Events per second all the way: command, outbox, broker, exactly-once effect. Against bare aio-pika in the same rounds.

The floor publishes the same bodies with confirms, as many in flight as there are commands at the same time, consumes them
with the same prefetch and writes one durable row per message, each in a commit of its own: no state and no outbox on the
sending side, no validation, no deduplication, no order. First both sides in one process, then in a process each, as in
production: the one that commands, and the one where the effect is.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from functools import partial

import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from tests.bench import bodies
from tests.bench.bodies import IN_FLIGHT, Body
from tests.bench.drain import LOOK_SECONDS, Stored
from tests.bench.harness import Bench, in_turns
from tests.bench.peers.rows import Rows, WriterThread
from tests.bench.toys import COMMANDED, LISTENING, PREFETCH, command, running
from tests.bench.workers import Worker, bare, consuming, essaim, working

NAME = "events"
EVENTS = 3000
DEADLINE_SECONDS = 120


async def measure(bench: Bench) -> None:
    """Two rows, each beside its floor."""
    events = bodies.make(EVENTS)
    own, floor = essaim(), bare()
    found = await in_turns(
        {
            "one process": partial(_one_process, bench),
            "one process, floor": partial(_one_process_floor, bench, events),
            "a process each": partial(_a_process_each, bench, own, events),
            "a process each, floor": partial(_a_process_each, bench, floor, events),
        }
    )
    for where in ("one process", "a process each"):
        what = f"{EVENTS} events: command, outbox, broker, effect once; {where}"
        bench.rate(NAME, what, found[where], found[f"{where}, floor"])


async def _one_process(bench: Bench) -> float:
    async with running(bench, LISTENING, "listening") as there, running(bench, COMMANDED, "commanded") as here:
        began = time.perf_counter()
        await _at_once(EVENTS, lambda number: command(here, f"t{number}"))
        async with asyncio.timeout(DEADLINE_SECONDS):
            while await there.seen.count() < EVENTS:
                await asyncio.sleep(LOOK_SECONDS)
        return EVENTS / (time.perf_counter() - began)


async def _one_process_floor(bench: Bench, events: Sequence[Body]) -> float:
    writer = WriterThread(bench.fresh("rows.db"))
    done = asyncio.Event()
    left = len(events)
    async with await aio_pika.connect(bench.broker.url(LISTENING)) as connection:
        channel = await connection.channel()
        await channel.set_qos(PREFETCH)
        queue = await channel.get_queue(LISTENING.queue, ensure=False)

        async def receive(message: AbstractIncomingMessage) -> None:
            nonlocal left
            await writer.insert(message.message_id or "", message.body)
            await message.ack()
            left -= 1
            if not left:
                done.set()

        await queue.consume(receive)
        async with bodies.publisher(bench) as publish:
            began = time.perf_counter()
            await publish(events)
            async with asyncio.timeout(DEADLINE_SECONDS):
                await done.wait()
            seconds = time.perf_counter() - began
    writer.close()
    return len(events) / seconds


async def _a_process_each(bench: Bench, worker: Worker, events: Sequence[Body]) -> float:
    """The effects are in a process of their own; here are the commands, or the bare publishing."""
    path = bench.fresh("rows.db")
    Rows(path).close()
    with closing(Stored(path, worker.table)) as stored:
        async with working(bench, worker, path) as processes:
            await consuming(bench, worker, processes)
            if worker.name == bare().name:
                async with bodies.publisher(bench) as publish:
                    return await _timed(stored, lambda: publish(events))
            async with running(bench, COMMANDED, "commanded") as here:
                return await _timed(stored, lambda: _at_once(EVENTS, lambda number: command(here, f"t{number}")))


async def _timed(stored: Stored, begin: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await begin()
    async with asyncio.timeout(DEADLINE_SECONDS):
        while stored.so_far() < EVENTS:
            await asyncio.sleep(LOOK_SECONDS)
    return EVENTS / (time.perf_counter() - began)


async def _at_once(count: int, do: Callable[[int], Awaitable[None]]) -> None:
    flying = asyncio.Semaphore(IN_FLIGHT)

    async def one(number: int) -> None:
        async with flying:
            await do(number)

    await asyncio.gather(*(one(number) for number in range(count)))
