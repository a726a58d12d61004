"""A walk through one dead queue, portion by portion, that takes nothing away but what is dropped or given back.

Letters are held unacknowledged while one walks on, so that the next portion is another one; at the end they are put back
in their order. Were this process killed, the broker would put them back by itself, in any order. What is given back
leaves the dead queue only after the broker has confirmed its copy in the inbox: killed in between, it is in both,
and takes effect once, because its id is the same.

A portion is small and becomes smaller where letters are large: memory holds one portion, however many letters there are.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from aio_pika import Message, connect
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue, DeliveryMode

from essaim.cli.letters.deaths import NOTES
from essaim.cli.letters.letter import Letter
from essaim.contracts.topology import HEADER_EXCHANGE, HEADER_ROUTING_KEY, HEADER_SENDER, dead_queue

# RabbitMQ holds acknowledgements back while 32 of a channel are being written down, and forgets those when the channel
# closes: so there are never so many of them before the next command that waits for all others.
FIRST_PORTION, LARGEST_PORTION = 1, 20
PORTION_BYTES = 8 * 1024 * 1024
QUIET_SECONDS = 5.0
CONFIRM_SECONDS = 10.0
PUT_BACK_SECONDS = 5.0
RETURNS_IN_FLIGHT = 10


@asynccontextmanager
async def dead_queue_of(amqp_url: str, inbox: str) -> AsyncIterator["DeadQueue"]:
    """The dead queue of an inbox; at the end what is left of it is back in its place."""
    user = unquote(urlsplit(amqp_url).username or "guest")
    async with await connect(amqp_url) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        queue = await channel.declare_queue(dead_queue(inbox), passive=True)
        walk = DeadQueue(channel, queue, inbox, user)
        yield walk
        await walk.put_back()


class DeadQueue:
    """The queue while one walks through it. ``total`` is how many letters it had at the beginning."""

    def __init__(self, channel: AbstractChannel, queue: AbstractQueue, inbox: str, user: str) -> None:
        self.total = queue.declaration_result.message_count or 0
        self._channel = channel
        self._queue = queue
        self._inbox = inbox
        self._user = user
        # An inbox's user is named after it.
        self._trusted = frozenset({inbox.replace(".", "-"), user})
        self._place = 0
        self._portion: set[int] = set()
        self._held: list[list[int]] = []

    async def portions(self) -> AsyncGenerator[list[Letter]]:
        """The letters, oldest first, to the end of the queue, those that arrive meanwhile too."""
        size = FIRST_PORTION
        while ready := await self._ready():
            messages = await self._take(min(size, ready))
            if not messages:
                # Somebody else holds them.
                return
            self._portion = {message.delivery_tag for message in messages if message.delivery_tag is not None}
            letters = [
                Letter(message, self._inbox, self._place + n, self._trusted) for n, message in enumerate(messages, 1)
            ]
            self._place += len(letters)
            size = next_size(size, sum(len(message.body) for message in messages))
            del messages
            yield letters
            del letters
            self._end_portion()

    async def drop(self, letters: Sequence[Letter]) -> None:
        """Take letters of this portion out of the queue."""
        for letter in letters:
            await letter.message.ack()
            self._portion.discard(letter.message.delivery_tag or 0)

    async def give_back(self, letters: Sequence[Letter]) -> None:
        """Copy letters of this portion to the inbox, in their order, and drop those whose copy is confirmed.

        The first failure is raised once all others are through.
        """
        results: list[BaseException | None] = []
        for group in _without_doubles(letters):
            results += await asyncio.gather(*(self.publish(letter) for letter in group), return_exceptions=True)
        pairs = list(zip(letters, results, strict=True))
        await self.drop([letter for letter, result in pairs if not isinstance(result, BaseException)])
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def put_back(self) -> None:
        """Return what is held in its order, and wait until the queue has it again, so that the next one who looks sees it.

        A quorum queue keeps the order of up to 32 letters of one consumer that are returned at once, and mixes up returns
        that come faster than it can write them down.
        """
        self._end_portion()
        if not self._held:
            await self._settle()
        underlay = await self._channel.get_underlay_channel()
        returned = 0
        for n, tags in enumerate(self._held, 1):
            await underlay.basic_nack(tags[-1], multiple=True, requeue=True)
            returned += len(tags)
            if n % RETURNS_IN_FLIGHT == 0 or n == len(self._held):
                await self._until_ready(returned)

    async def publish(self, letter: Letter) -> None:
        """Copy one letter to the inbox; returns once the broker has confirmed the copy. The letter stays too."""
        await self._channel.default_exchange.publish(
            copy_of(letter, self._user), routing_key=self._inbox, mandatory=True, timeout=CONFIRM_SECONDS
        )

    async def _ready(self) -> int:
        declared = await self._channel.declare_queue(self._queue.name, passive=True)
        return declared.declaration_result.message_count or 0

    async def _settle(self) -> None:
        """Return when every acknowledgement is written down: the queue answers this only after them."""
        late = await self._queue.get(fail=False)
        if late is not None:
            await late.nack(requeue=True)

    async def _until_ready(self, count: int) -> None:
        """Return when so many letters are in the queue, but not wait for ever: somebody else may take some meanwhile."""
        deadline = time.monotonic() + PUT_BACK_SECONDS
        while True:
            if await self._ready() >= count or time.monotonic() > deadline:
                return
            await asyncio.sleep(0.005)

    async def _take(self, count: int) -> list[AbstractIncomingMessage]:
        """So many messages, or fewer when no more come: with a prefetch of ``count`` there are never more."""
        arrived: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
        await self._channel.set_qos(prefetch_count=count)
        consumer = await self._queue.consume(arrived.put)
        messages: list[AbstractIncomingMessage] = []
        try:
            while len(messages) < count:
                messages.append(await asyncio.wait_for(arrived.get(), QUIET_SECONDS))
        except TimeoutError:
            pass
        await self._queue.cancel(consumer)
        return messages

    def _end_portion(self) -> None:
        if self._portion:
            self._held.append(sorted(self._portion))
        self._portion = set()


def copy_of(letter: Letter, user: str) -> Message:
    """The message as it first came: without attempts, errors and the broker's notes; with its sender, vouched for by us."""
    old = letter.message
    headers = {
        name: _writable(value) for name, value in old.headers.items() if not name.startswith(("x-essaim-", *NOTES))
    }
    headers[HEADER_SENDER] = letter.sender
    headers[HEADER_ROUTING_KEY] = letter.routing_key
    headers[HEADER_EXCHANGE] = letter.exchange
    return Message(
        old.body,
        headers=headers,
        content_type=old.content_type,
        content_encoding=old.content_encoding,
        correlation_id=old.correlation_id,
        delivery_mode=DeliveryMode.PERSISTENT,
        # A message without an id is known by its hash from now on: the client would otherwise make one up.
        message_id=letter.id,
        timestamp=old.timestamp,
        type=old.type,
        app_id=old.app_id,
        user_id=user,
    )


def _writable(value: Any) -> Any:
    """A header as the client can write it: it reads text that is no UTF-8 as bytes, and writes byte arrays only."""
    if isinstance(value, bytes):
        return bytearray(value)
    if isinstance(value, list):
        return [_writable(one) for one in value]
    return {name: _writable(one) for name, one in value.items()} if isinstance(value, dict) else value


def _without_doubles(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Groups in which every id is there once: the client tells returned messages apart by their ids."""
    groups: list[list[Letter]] = []
    ids: set[str] = set()
    for letter in letters:
        if not groups or letter.id in ids:
            groups.append([])
            ids.clear()
        groups[-1].append(letter)
        ids.add(letter.id)
    return groups


def next_size(size: int, seen_bytes: int) -> int:
    """Twice as many next time, as long as a portion stays small; fewer when this one was too large."""
    if seen_bytes > PORTION_BYTES:
        return max(1, size * PORTION_BYTES // seen_bytes)
    return min(size * 2, LARGEST_PORTION)
