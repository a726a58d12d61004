"""Whether the log of all events takes what is published: not for some seconds after a broker has started.

RabbitMQ opens its listeners, and confirms, before the stream has a leader. Until then whatever another queue takes too is
confirmed and never in the log (3.10.8: up to all of a thousand events, after four restarts of four). A consumer on the stream is
refused as long; so one that is not refused is the sign. Nothing else tells a client.
"""

import asyncio
import logging

import aio_pika
from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import AMQPException
from aiormq.exceptions import ChannelAccessRefused

from essaim.contracts.topology import EVENTS_LOG

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 60.0
"""A log that is not there by then is somebody's mistake, or on other nodes of the cluster only: events go on without it."""
CONNECT_SECONDS = 5.0


async def wait_for_log(amqp_url: str, name: str) -> None:
    """Return when the log is open; after PATIENCE_SECONDS, or where this user may not read it, with a warning."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        try:
            await _look(amqp_url, name)
        except ChannelAccessRefused:
            log.warning(
                "this user may not read %s, so whether it is open is unknown: render the topology anew", EVENTS_LOG
            )
        except (AMQPException, OSError, RuntimeError, TimeoutError) as error:
            if asyncio.get_running_loop().time() < deadline:
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            log.error("%s is not open after %.0f s, and is not waited for: %r", EVENTS_LOG, PATIENCE_SECONDS, error)
        return


async def _look(amqp_url: str, name: str) -> None:
    """On a connection of its own: the refusal closes the channel, and a robust one would be opened again for ever."""
    async with await aio_pika.connect(
        amqp_url, client_properties={"connection_name": f"{name}, looking at the log"}, timeout=CONNECT_SECONDS
    ) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=1)
        queue = await channel.get_queue(EVENTS_LOG, ensure=False)
        await queue.consume(_ignore, arguments={"x-stream-offset": "next"}, timeout=CONNECT_SECONDS)


async def _ignore(message: AbstractIncomingMessage) -> None:
    """What arrives is not taken: the log keeps everything."""
    del message
