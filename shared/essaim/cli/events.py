"""``essaim events tail``: the events of the bus as they pass, from any point of their history.

Reads the stream ``events.log``, which takes nothing away from anybody. Personal events are in no log: they are shown from
now on only, and only to a user who may make a queue.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from aio_pika import connect
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue
from pydantic import ValidationError

from essaim.contracts.envelope import Envelope
from essaim.contracts.event import PERSONAL
from essaim.contracts.topology import EVENTS_LOG

PREFETCH = 200
Offset = str | int | datetime


@dataclass(frozen=True)
class Passed:
    """An event as it passed: its envelope, or None for a body that is not one, and the body itself."""

    envelope: Envelope | None
    body: bytes

    def line(self) -> str:
        """Time, type, subject, source and sequence in one line."""
        event = self.envelope
        if event is None:
            return f"not an event: {self.body[:200]!r}"
        time = event.time.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        return f"{time}  {event.type:<42} {event.subject:<38} {event.source:<26} {event.sequence}"

    def json_line(self) -> str:
        """The whole envelope in one line of JSON."""
        if self.envelope is None:
            return json.dumps({"not_an_event": self.body.decode(errors="replace")})
        return self.envelope.to_bytes().decode()


def parse_offset(text: str) -> Offset:
    """``first``, ``last``, ``next``, an offset, or an instant such as ``2026-09-01T08:00:00+02:00``. ValueError."""
    if text in ("first", "last", "next"):
        return text
    if text.isdecimal():
        return int(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is none of first, last, next, an offset, or an ISO 8601 instant") from None
    if instant.tzinfo is None:
        raise ValueError(f"the instant {text!r} needs a time zone, such as +02:00 or Z")
    return instant


async def tail(
    amqp_url: str,
    *,
    start: Offset = "next",
    types: str = "*",
    personal: bool = False,
    ready: asyncio.Event | None = None,
) -> AsyncGenerator[Passed]:
    """Every event whose type matches ``types`` (with ``*`` and ``?``), for ever. ``ready`` is set once nothing is missed."""
    passed: asyncio.Queue[Passed] = asyncio.Queue(maxsize=PREFETCH)

    async def take(message: AbstractIncomingMessage) -> None:
        found = read(message.body)
        if fnmatchcase(found.envelope.type if found.envelope else "", types):
            await passed.put(found)
        await message.ack()

    async with await connect(amqp_url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=PREFETCH)
        log = await channel.get_queue(EVENTS_LOG, ensure=False)
        await log.consume(take, arguments={"x-stream-offset": start})
        if personal:
            await (await _personal_queue(channel)).consume(take)
        if ready is not None:
            ready.set()
        while True:
            yield await passed.get()


async def print_tail(
    amqp_url: str, *, start: Offset, types: str, personal: bool, whole: bool, limit: int | None
) -> None:
    """Print events as they pass, ``limit`` of them or for ever."""
    shown = 0
    if limit == 0:
        return
    async with aclosing(tail(amqp_url, start=start, types=types, personal=personal)) as events:
        async for event in events:
            print(event.json_line() if whole else event.line(), flush=True)
            shown += 1
            if shown == limit:
                return


def read(body: bytes) -> Passed:
    """A body as it was found on the bus."""
    try:
        return Passed(Envelope.model_validate_json(body), body)
    except ValidationError:
        return Passed(None, body)


async def _personal_queue(channel: AbstractChannel) -> AbstractQueue:
    """A queue of our own that goes with the connection."""
    queue = await channel.declare_queue(exclusive=True, durable=False, auto_delete=True)
    await queue.bind(await channel.get_exchange(PERSONAL, ensure=False), "#")
    return queue
