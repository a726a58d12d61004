"""Publishing with confirms over aio-pika: what returns has been taken by the broker, and everything else raises.

FastStream consumes; this publishes. It has its own connection, so that a channel error of one never stops the other.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import aio_pika
import aiormq
from aio_pika import RobustConnection
from aio_pika.abc import AbstractRobustChannel, AbstractRobustConnection, DeliveryMode
from pamqp.commands import Basic

from essaim.contracts.envelope import CONTENT_TYPE
from essaim.kit.errors import UnavailableError
from essaim.kit.log_opening import wait_for_log

CONFIRM_SECONDS = 10.0
BROKEN = (aio_pika.exceptions.AMQPException, ConnectionError, asyncio.TimeoutError, RuntimeError, OSError)
"""What a publish raises when the broker is away, refuses, or has nowhere to route to."""


@dataclass(frozen=True)
class QueueState:
    """A queue as the broker sees it: messages that wait, and consumers."""

    messages: int
    consumers: int


class _Connection(RobustConnection):
    """``stop`` closes it; one that never opened is let go. The library's own would begin to close while it is collected, when
    there may be no loop to do it."""

    def __del__(self) -> None:
        """Nothing is left to do."""


class Publisher:
    """One robust connection and one confirming channel. It declares nothing: it has no such right."""

    def __init__(self, amqp_url: str, name: str) -> None:
        self._url = amqp_url
        self._name = name
        self.user = unquote(urlsplit(amqp_url).username or "guest")
        self._connection: AbstractRobustConnection | None = None
        self._channel: AbstractRobustChannel | None = None
        self._started = asyncio.Event()
        self._log_open = asyncio.Event()
        self._opening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect. UnavailableError when the broker does not answer; once connected it reconnects by itself."""
        try:
            self._connection = await aio_pika.connect_robust(
                self._url,
                client_properties={"connection_name": self._name},
                timeout=10,
                reconnect_interval=0.5,
                connection_class=_Connection,
            )
        except BROKEN as error:
            raise UnavailableError("broker-unavailable", f"RabbitMQ does not accept the connection: {error}") from error
        channel = await self._connection.channel(publisher_confirms=True, on_return_raises=True)
        if not isinstance(channel, AbstractRobustChannel):
            raise TypeError("a robust connection gives robust channels")
        self._channel = channel
        self._connection.close_callbacks.add(lambda *_: self._log_open.clear())
        self._connection.reconnect_callbacks.add(lambda *_: self._await_log())
        self._await_log()
        self._started.set()

    async def stop(self) -> None:
        """Close the connection. Safe to repeat."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        if self._connection is not None:
            with contextlib.suppress(*BROKEN):
                await self._connection.close()
        self._connection = self._channel = None

    @property
    def connected(self) -> bool:
        """Whether the broker is there right now, its log included."""
        return (
            self._connection is not None
            and self._log_open.is_set()
            and self._connection.connected.is_set()
            and self._channel is not None
            and not self._channel.is_closed
        )

    async def wait_connected(self) -> None:
        """Return when the connection stands (again), and the log takes what is published."""
        await self._started.wait()
        if self._connection is not None:
            await self._connection.connected.wait()
        await self._log_open.wait()

    def _await_log(self) -> None:
        """After each connection: publish nothing before the log can take it."""
        if self._opening is not None:
            self._opening.cancel()
        self._opening = asyncio.create_task(self._open_log(), name="log opens")

    async def _open_log(self) -> None:
        await wait_for_log(self._url, self._name)
        self._log_open.set()

    async def publish(
        self,
        exchange: str,
        routing_key: str,
        body: bytes,
        *,
        message_id: str,
        type_: str,
        correlation_id: str | None = None,
        headers: dict[str, Any] | None = None,
    ) -> None:
        """Publish one persistent message; returns after the confirm. One of BROKEN when not taken or routed."""
        if self._channel is None:
            raise ConnectionError("the publisher is not started")
        # One step below aio-pika's exchange, for speed: the socket's drain is not awaited for each message, so those that are
        # in flight are written together. What is unsent is bounded by what is in flight, and the confirm is awaited.
        channel = await self._channel.get_underlay_channel()
        if not isinstance(channel, aiormq.Channel):
            raise TypeError("only aiormq's own channel does not wait for the socket")
        await channel.basic_publish(
            body,
            exchange=exchange,
            routing_key=routing_key,
            properties=Basic.Properties(
                content_type=CONTENT_TYPE,
                delivery_mode=DeliveryMode.PERSISTENT,
                message_id=message_id,
                # Also for speed: a consumer's library makes one up for each message that lacks it.
                correlation_id=correlation_id or message_id,
                message_type=type_,
                timestamp=datetime.now(UTC),
                user_id=self.user,
                headers=headers or {},
            ),
            mandatory=True,
            timeout=CONFIRM_SECONDS,
            wait=False,
        )

    async def look_at(self, queue: str) -> QueueState:
        """How many messages wait in a queue and how many consume; UnavailableError when the broker cannot be asked."""
        if self._connection is None:
            raise UnavailableError("broker-unavailable", "not connected to RabbitMQ")
        try:
            async with asyncio.timeout(5):
                channel = await self._connection.channel()
                try:
                    declared = (await channel.declare_queue(queue, passive=True)).declaration_result
                    return QueueState(declared.message_count or 0, declared.consumer_count or 0)
                finally:
                    await channel.close()
        except BROKEN as error:
            raise UnavailableError("broker-unavailable", f"RabbitMQ does not answer: {error}") from error
