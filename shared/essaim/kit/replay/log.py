"""The stream ``events.log``, read from a point up to the last event that was there when the reading began."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aio_pika import connect
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from essaim.contracts.topology import EVENTS_LOG
from essaim.kit.delivery import Delivery
from essaim.kit.errors import UnavailableError
from essaim.kit.publisher import BROKEN

PREFETCH = 1000
BATCH = 200
LAST_SECONDS = 0.5
"""The last chunk comes in one go: so long after its first event, what has come holds the last event that was there at first."""
EMPTY_SECONDS = 10.0
"""A log that gives nothing for so long, from its very beginning, is empty."""
SILENCE_SECONDS = 30.0
"""A log that owes events and gives none for so long is as good as away."""

Start = str | int | datetime
"""``first``, an offset, or an instant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the log: where it stands, when it was published (to the second), and the message."""

    offset: int
    published_at: datetime | None
    delivery: Delivery


class EventLog:
    """The log, as the user of ``amqp_url`` may read it. Everything raises UnavailableError when the broker is away, or
    does not let this user read."""

    def __init__(self, amqp_url: str, name: str) -> None:
        self._url = amqp_url
        self._name = name

    async def first(self) -> Entry | None:
        """The oldest event that is still there; None when the log is empty. RabbitMQ does not count a stream's messages for a
        client, so that a log is empty shows in its silence."""
        async with self._channel() as channel, aclosing(_entries(channel, "first")) as entries:
            with contextlib.suppress(TimeoutError):
                return await asyncio.wait_for(anext(entries), EMPTY_SECONDS)
        return None

    async def last(self) -> Entry | None:
        """The newest event, at least as new as any that was confirmed before; None when the log is empty."""
        found: Entry | None = None
        async with self._channel() as channel, aclosing(_entries(channel, "last")) as entries:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EMPTY_SECONDS) as limit:
                    async for entry in entries:
                        if found is None:
                            limit.reschedule(asyncio.get_running_loop().time() + LAST_SECONDS)
                        found = entry
        return found

    async def batches(self, start: Start, end: Entry) -> AsyncIterator[list[Entry]]:
        """Everything from ``start`` to ``end``, both included, in the order of the log."""
        if _before(end, start):
            return
        async with self._channel() as channel, aclosing(_entries(channel, start)) as entries:
            batch: list[Entry] = []
            async for entry in entries:
                # A reading from an instant begins with the chunk that holds it.
                if entry.offset <= end.offset and not _before(entry, start):
                    batch.append(entry)
                if len(batch) >= BATCH or entry.offset >= end.offset:
                    yield batch
                    batch = []
                if entry.offset >= end.offset:
                    return

    @asynccontextmanager
    async def _channel(self) -> AsyncGenerator[AbstractChannel]:
        try:
            async with await connect(
                self._url, client_properties={"connection_name": self._name}, timeout=10
            ) as connection:
                channel = await connection.channel()
                await channel.set_qos(prefetch_count=PREFETCH)
                yield channel
        except BROKEN as error:
            raise UnavailableError("log-unavailable", f"{EVENTS_LOG} cannot be read: {error!r}") from error


async def _entries(channel: AbstractChannel, start: Start) -> AsyncGenerator[Entry]:
    """Every event from ``start`` on, for ever. TimeoutError when the log is silent for too long, ConnectionError when the
    broker goes. aio-pika's own iterator would hand back what it has left, which a stream answers by closing the connection."""
    arrived: asyncio.Queue[AbstractIncomingMessage | None] = asyncio.Queue()
    channel.close_callbacks.add(lambda *_: arrived.put_nowait(None))
    queue = await channel.get_queue(EVENTS_LOG, ensure=False)
    await queue.consume(arrived.put, arguments={"x-stream-offset": start})
    while True:
        message = await asyncio.wait_for(arrived.get(), SILENCE_SECONDS)
        if message is None:
            raise ConnectionError("the broker ended the reading")
        await message.ack()
        yield _entry(message)


def _entry(message: AbstractIncomingMessage) -> Entry:
    delivery = Delivery(
        body=message.body,
        headers=message.headers,
        user=message.user_id or "",
        exchange=message.exchange or "",
        routing_key=message.routing_key or "",
        message_id=message.message_id or "",
        type=message.type or "",
    )
    return Entry(int(str(message.headers["x-stream-offset"])), message.timestamp, delivery)


def _before(entry: Entry, start: Start) -> bool:
    if isinstance(start, datetime):
        return entry.published_at is not None and entry.published_at < start.replace(microsecond=0)
    return isinstance(start, int) and entry.offset < start
