"""FastStream with a plain pydantic handler, as its documentation shows it, on uvloop.

Its best reasonable setting: one subscriber with its own channel and the same prefetch as the others; ``NACK_ON_ERROR``,
which acknowledges after the handler has returned; nothing declared; orjson as the decoder, because the content type
``application/cloudevents+json`` is not one that it decodes by itself; no access log.
"""

import logging
from typing import Any

import orjson
import uvloop
from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, RabbitBroker, RabbitQueue
from faststream.rabbit.annotations import RabbitMessage

from tests.bench.peers.models import Event
from tests.bench.peers.rows import WriterThread
from tests.bench.peers.setup import Setup


async def decode(message: RabbitMessage) -> Any:
    """The body as a dict, for pydantic."""
    return orjson.loads(message.body)


async def main() -> None:
    """Drain until SIGTERM."""
    setup = Setup.read()
    writer = WriterThread(setup.rows)
    broker = RabbitBroker(setup.url, log_level=logging.DEBUG)

    @broker.subscriber(
        RabbitQueue(setup.queue, declare=False),
        channel=Channel(prefetch_count=setup.prefetch),
        ack_policy=AckPolicy.NACK_ON_ERROR,
        decoder=decode,
        no_reply=True,
    )
    async def handle(event: Event) -> None:
        await writer.insert(*event.row())

    await FastStream(broker, logger=logging.getLogger("faststream")).run()


if __name__ == "__main__":
    uvloop.run(main())
