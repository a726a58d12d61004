"""Follows the log of all events: everything since its beginning, and then live, without gap or double.

Run it: AMQP_URL=amqps://integrator.acme:…@bus.example.org/essaim python follow_log.py acme.db

The offset is stored with the effect, in one transaction, so that a restart goes on exactly behind the last one. An event
that its publisher had to send twice has two offsets and one id: it takes effect once.
"""

import asyncio
import logging
import os
import sqlite3
import sys

import aio_pika
from aio_pika.abc import AbstractIncomingMessage
from pydantic import ValidationError

from essaim.contracts.envelope import Envelope
from essaim.contracts.topology import EVENTS_LOG

TABLE = "CREATE TABLE IF NOT EXISTS log (id TEXT PRIMARY KEY, type TEXT, first_offset INTEGER, last_offset INTEGER)"
INSERT = "INSERT INTO log VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_offset = excluded.last_offset"


def take_effect(database: sqlite3.Connection, envelope: Envelope, offset: int) -> bool:
    """Note the event and how far the log was read, in one transaction. False for an event that was here before."""
    with database:
        database.execute(INSERT, (envelope.id, envelope.type, offset, offset))
        first = database.execute("SELECT first_offset FROM log WHERE id = ?", (envelope.id,)).fetchone()
    return bool(first == (offset,))


async def follow(url: str, database: sqlite3.Connection) -> None:
    """Read the log from behind the last offset that was stored. What is no event is told and passed over.

    Raises ConnectionError when the broker goes: let whatever runs it (systemd, a container) start it again.
    """
    (last,) = database.execute("SELECT max(last_offset) FROM log").fetchone()
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=100)
        log = await channel.get_queue(EVENTS_LOG, ensure=False)
        arrived: asyncio.Queue[AbstractIncomingMessage | None] = asyncio.Queue()
        channel.close_callbacks.add(lambda *_: arrived.put_nowait(None))
        # Not the iterator: on the way out it hands back what it has left, and a stream takes nothing back.
        await log.consume(arrived.put, arguments={"x-stream-offset": "first" if last is None else last + 1})
        while message := await arrived.get():
            offset = int(str(message.headers["x-stream-offset"]))
            try:
                envelope = Envelope.model_validate_json(message.body)
                if take_effect(database, envelope, offset):
                    logging.info("%s %s", envelope.type, envelope.id)
            except ValidationError as error:
                logging.error("unreadable: %s %s", offset, error)
            await message.ack()
    raise ConnectionError("the broker has gone: start again, and it goes on where it was")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    file = sqlite3.connect(sys.argv[1])
    file.execute(TABLE)
    asyncio.run(follow(os.environ["AMQP_URL"], file))
