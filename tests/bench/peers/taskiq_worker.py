"""taskiq with taskiq-aio-pika, its recommended broker for RabbitMQ, on uvloop (which its command takes when it is there).

Its best reasonable setting: one worker process; a quorum queue (its default); prefetch and tasks at the same time both
as many as the others have; ``--ack-type when_executed``, so that the acknowledgement comes after the task; no result
backend; parameters parsed by pydantic (its default).

``python -m tests.bench.peers.taskiq_worker FILE`` sends the bodies of a file, a JSON object per line, as its own client does.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import uvloop
from taskiq_aio_pika import AioPikaBroker, Exchange, Queue, QueueType  # type: ignore[import-not-found,unused-ignore]

from tests.bench.peers.models import Event
from tests.bench.peers.rows import WriterThread
from tests.bench.peers.setup import Setup

SENT_AT_ONCE = 100
setup = Setup.read()
writer = WriterThread(setup.rows)
broker: Any = AioPikaBroker(
    setup.url,
    qos=setup.prefetch,
    exchange=Exchange(name=setup.queue),
    task_queues=[Queue(name=setup.queue, type=QueueType.QUORUM)],
)


async def handle(event: Event) -> None:
    """One event."""
    await writer.insert(*event.row())


task = broker.register_task(handle, task_name="handle")


async def send(lines: list[str]) -> None:
    """Send the bodies."""
    await broker.startup()
    flying = asyncio.Semaphore(SENT_AT_ONCE)

    async def one(line: str) -> None:
        async with flying:
            await task.kiq(json.loads(line))

    await asyncio.gather(*(one(line) for line in lines))
    await broker.shutdown()


if __name__ == "__main__":
    uvloop.run(send(Path(sys.argv[1]).read_text().splitlines()))
