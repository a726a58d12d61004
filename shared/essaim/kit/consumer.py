"""One inbox queue to the use cases: parse, check the sender, find the listener, run it once, acknowledge.

Events of one subject are handled one after the other in the order of arrival, different subjects side by side.
A message is acknowledged only after its effect is durable, or after the broker has confirmed its copy on the retry
ladder or in the dead letters.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast
from weakref import WeakValueDictionary

from faststream.rabbit.annotations import RabbitMessage
from pydantic import ValidationError

from essaim.contracts import topology
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause
from essaim.kit.clock import machine_now
from essaim.kit.errors import InvalidError
from essaim.kit.logs import log_context
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import BROKEN, Publisher
from essaim.kit.retry import LADDER, Failure, failure_of, next_destination

log = logging.getLogger(__name__)

D = TypeVar("D")
E = TypeVar("E", bound=EventData)


@dataclass(frozen=True)
class Received(Generic[E]):
    """A validated event: its data, and the envelope it came in."""

    data: E
    envelope: Envelope


Handler = Callable[[Received[E], D, Cause], Awaitable[None]]


@dataclass(frozen=True)
class Listener(Generic[D]):
    """One row of a service's ``events.py``: an event and the function that answers it."""

    model: type[EventData]
    handler: Callable[[Received[Any], D, Cause], Awaitable[None]]


def listen(model: type[E], handler: Handler[E, D]) -> Listener[D]:
    """Bind an event model to its handler."""
    return Listener(model, cast(Callable[[Received[Any], D, Cause], Awaitable[None]], handler))


class Listens(Generic[D]):
    """Everything a service listens to, by wire type. A type may appear once."""

    def __init__(self, *listeners: Listener[D]) -> None:
        self.by_type: dict[str, Listener[D]] = {one.model.wire_type: one for one in listeners}
        if len(self.by_type) != len(listeners):
            raise ValueError("an event type is listened to twice")

    def subscriptions(self) -> Mapping[str, tuple[str, ...]]:
        """Exchange to the types listened to on it: what the topology binds."""
        result: dict[str, tuple[str, ...]] = {}
        for type_, listener in sorted(self.by_type.items()):
            result[listener.model.exchange] = (*result.get(listener.model.exchange, ()), type_)
        return result


class Consumer(Generic[D]):
    """Handles the deliveries of one deployment's inbox."""

    def __init__(
        self,
        *,
        queue: str,
        listens: Listens[D],
        deps: D,
        publisher: Publisher,
        metrics: Metrics,
        schemes: tuple[str, ...],
        trusted_senders: frozenset[str],
        check_sender: bool = True,
        ladder: tuple[str, ...] = LADDER,
    ) -> None:
        self._queue = queue
        self._listens = listens
        self._deps = deps
        self._publisher = publisher
        self._metrics = metrics
        self._schemes = frozenset(schemes)
        self._trusted = trusted_senders
        self._check_sender = check_sender
        self._ladder = ladder
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, message: RabbitMessage) -> None:
        """Take one delivery to its end: effect, retry or dead letter, then ack; nothing when the broker is gone."""
        started = time.perf_counter()
        outcome, type_ = await self._outcome(message)
        if outcome == "unconfirmed":
            return
        await message.ack()
        self._metrics.consumed.labels(type_, outcome).inc()
        self._metrics.consume_seconds.labels(type_).observe(time.perf_counter() - started)

    async def _outcome(self, message: RabbitMessage) -> tuple[str, str]:
        try:
            envelope = _parse(message.body)
        except InvalidError as error:
            return await self._fail(message, failure_of(error), "invalid"), "invalid"
        with log_context(envelope.correlationid, envelope.id):
            listener = self._listens.by_type.get(envelope.type)
            if self._check_sender and self._sender(message) != envelope.sender:
                detail = f"{self._sender(message) or 'nobody'} does not own the source {envelope.source}"
                log.error("event %s dropped: %s", envelope.id, detail)
                moved = await self._fail(message, Failure("forbidden", "foreign-source", detail), envelope.type)
                return "dropped" if moved == "dead" else moved, envelope.type
            if listener is None:
                log.info("no listener for %s", envelope.type)
                return "unknown", envelope.type
            if envelope.scheme is not None and envelope.scheme not in self._schemes:
                return "ignored", envelope.type
            key = f"{envelope.source} {envelope.subject}"
            lock = self._locks.setdefault(key, asyncio.Lock())
            async with lock:
                return await self._run(listener, envelope, message), envelope.type

    async def _run(self, listener: Listener[D], envelope: Envelope, message: RabbitMessage) -> str:
        try:
            data = listener.model.model_validate(envelope.data)
        except ValidationError as error:
            return await self._fail(message, Failure("invalid", "invalid-event-data", _first(error)), envelope.type)
        cause = Cause(
            command_id=envelope.id,
            correlation_id=envelope.correlationid,
            actor=envelope.source,
            causation_id=envelope.id,
            event_id=envelope.id,
            traceparent=envelope.traceparent,
            scheme=envelope.scheme,
        )
        try:
            await listener.handler(Received(data, envelope), self._deps, cause)
        # The last line of defence: a bug becomes a dead letter that tells its story, and never a loop or a loss.
        except Exception as error:
            failure = failure_of(error)
            if failure.kind == "bug":
                log.exception("the handler of %s failed", envelope.type)
            else:
                log.warning("the handler of %s: %s: %s", envelope.type, failure.slug, failure.detail)
            return await self._fail(message, failure, envelope.type)
        return "done"

    async def _fail(self, message: RabbitMessage, failure: Failure, type_: str) -> str:
        """Copy the message to its next place, confirmed; "unconfirmed" leaves it to the broker to deliver it again."""
        known = message.headers
        raw = message.raw_message
        origin = {
            topology.HEADER_SENDER: self._sender(message),
            topology.HEADER_EXCHANGE: known.get(topology.HEADER_EXCHANGE, raw.exchange or ""),
            topology.HEADER_ROUTING_KEY: known.get(topology.HEADER_ROUTING_KEY, raw.routing_key or ""),
        }
        attempt = known.get(topology.HEADER_ATTEMPT, 0)
        to = next_destination(
            self._queue, attempt if isinstance(attempt, int) else 0, failure, origin, machine_now(), ladder=self._ladder
        )
        try:
            await self._publisher.publish(
                to.exchange,
                to.routing_key,
                message.body,
                message_id=raw.message_id or message.message_id,
                type_=type_,
                headers=to.headers,
            )
        except BROKEN as error:
            log.error("a failed message could not be moved and stays in the inbox: %r", error)
            await message.reject(requeue=True)
            return "unconfirmed"
        return "dead" if to.exchange == "dead" else "retried"

    def _sender(self, message: RabbitMessage) -> str:
        """The first publisher: the broker-checked user id, or the header of a copy made by ourselves or by ops."""
        user = message.raw_message.user_id or ""
        if user in self._trusted and topology.HEADER_SENDER in message.headers:
            return str(message.headers[topology.HEADER_SENDER])
        return user


def _parse(body: bytes) -> Envelope:
    try:
        return Envelope.model_validate_json(body)
    except ValidationError as error:
        raise InvalidError("invalid-envelope", _first(error)) from error


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)
    place = ".".join(str(part) for part in found[0]["loc"]) or "body"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{place}: {found[0]['msg']}{more}"
