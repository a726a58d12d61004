"""A subscriber: every event takes effect once, however often it is delivered. Needs essaim (no extras) and aio-pika.

Run it: AMQP_URL=amqps://integrator.acme:…@bus.example.org/essaim python subscriber.py acme acme.db
"""

import asyncio
import logging
import os
import sqlite3
import sys

import aio_pika
from pydantic import ValidationError

from essaim.contracts.catalogue import contracts
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData

MODELS = {contract.type: contract.model for contract in contracts()}


def take_effect(database: sqlite3.Connection, envelope: Envelope, data: EventData) -> bool:
    """What this integrator is there for, in one transaction with the id. False for an event that was here before."""
    with database:
        row = (envelope.id, envelope.type, envelope.subject, data.model_dump_json())
        return database.execute("INSERT OR IGNORE INTO happened VALUES (?, ?, ?, ?)", row).rowcount == 1


async def subscribe(url: str, name: str, database: sqlite3.Connection) -> None:
    """Read the own queue. What cannot be read is told and rejected: it blocks nothing, and the log has it.

    Raises ConnectionError when the broker goes: let whatever runs it (systemd, a container) start it again.
    """
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=50)
        queue = await channel.get_queue(f"integrator.{name}", ensure=False)
        async with queue.iterator() as messages:
            async for message in messages:
                try:
                    envelope = Envelope.model_validate_json(message.body)
                    model = MODELS.get(envelope.type)  # None: a type that this version of essaim does not know
                    if model and take_effect(database, envelope, model.model_validate(envelope.data)):
                        logging.info("%s %s", envelope.type, envelope.id)
                    await message.ack()
                except ValidationError as error:
                    logging.error("unreadable: %s %s", message.message_id, error)
                    await message.reject(requeue=False)
    raise ConnectionError("the broker has gone: start again, and what was not acknowledged comes again")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    file = sqlite3.connect(sys.argv[2])
    file.execute("CREATE TABLE IF NOT EXISTS happened (id TEXT PRIMARY KEY, type TEXT, subject TEXT, data TEXT)")
    asyncio.run(subscribe(os.environ["AMQP_URL"], sys.argv[1], file))
