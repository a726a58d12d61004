"""The floor: bare aio-pika, one row per message, acknowledged after its commit. Nothing is parsed and nothing checked.

``python -m tests.bench.peers.bare_worker {each,group}``: a commit for each row, which is the floor, or one commit for what has
gathered while the one before was on its way to the disk.
"""

import asyncio
import sys
from typing import Protocol

import aio_pika
import uvloop
from aio_pika.abc import AbstractIncomingMessage

from tests.bench.peers.effects import Effects, told_to_end
from tests.bench.peers.rows import GroupWriter, WriterThread
from tests.bench.peers.setup import Setup


class Writer(Protocol):
    """Where a row goes."""

    async def insert(self, id_: str, body: bytes) -> None:
        """Returns when the row is on the disk."""


async def main(kind: str) -> None:
    """Drain until SIGTERM."""
    setup = Setup.read()
    writer: Writer = GroupWriter(setup.rows) if kind == "group" else WriterThread(setup.rows)
    effects = Effects()
    async with await aio_pika.connect(setup.url) as connection:
        channel = await connection.channel()
        await channel.set_qos(setup.prefetch)
        queue = await channel.get_queue(setup.queue, ensure=False)

        under_way = 0

        async def receive(message: AbstractIncomingMessage) -> None:
            nonlocal under_way
            under_way += 1
            id_ = message.message_id or ""
            await writer.insert(id_, message.body)
            effects.note(id_)
            await message.ack()
            under_way -= 1

        tag = await queue.consume(receive)
        await told_to_end()
        await queue.cancel(tag)
        while under_way:
            await asyncio.sleep(0.01)
    effects.write()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))
