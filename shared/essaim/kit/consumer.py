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
from essaim.kit.retry import LADDER, Failure, Origin, failure_of, next_destination
from essaim.kit.store.errors import StoreUnavailableError

log = logging.getLogger(__name__)

D = TypeVar("D")
E = TypeVar("E", bound=EventData)


MAX_BODY_BYTES = 1024 * 1024
STORE_PAUSE_SECONDS, STORE_PAUSE_LIMIT_SECONDS = 0.1, 5.0
UNCONFIRMED_PAUSE_SECONDS = 0.2
"""Before a message that could not be moved goes back to the broker: it would come again at once."""


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
        federated: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """``federated``: exchanges that another broker feeds, each with the partners that this broker speaks for."""
        self._queue = queue
        self._listens = listens
        self._deps = deps
        self._publisher = publisher
        self._metrics = metrics
        self._schemes = frozenset(schemes)
        # A copy on the retry ladder comes back from our own user, whoever that is.
        self._trusted = trusted_senders | {publisher.user}
        self._federated = dict(federated or {})
        self._check_sender = check_sender
        self._ladder = ladder
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, message: RabbitMessage) -> None:
        """Take one delivery to its end: effect, retry or dead letter, then ack; nothing when the broker is gone."""
        started = time.perf_counter()
        try:
            outcome, type_ = await self._outcome(message)
        # A bug in here would keep the message and its place in the prefetch until the process ends. The delivery limit
        # bounds how often it comes again.
        except Exception:
            log.exception("a delivery could not be handled and goes back to the broker")
            await self._give_back(message)
            return
        if outcome == "unconfirmed":
            return
        await message.ack()
        self._metrics.consumed.labels(type_, outcome).inc()
        self._metrics.consume_seconds.labels(type_).observe(time.perf_counter() - started)

    async def _outcome(self, message: RabbitMessage) -> tuple[str, str]:
        origin = self._origin(message)
        try:
            envelope = _parse(message.body)
        except InvalidError as error:
            return await self._fail(message, origin, failure_of(error), "invalid"), "invalid"
        with log_context(envelope.correlationid, envelope.id):
            listener = self._listens.by_type.get(envelope.type)
            # A name from outside becomes a series of metrics only when it is one of ours.
            known = envelope.type if listener is not None else "unknown"
            if not self._owns_source(origin, envelope):
                detail = f"{origin.speaker} does not own the source {envelope.source}"
                log.error("event %s dropped: %s", envelope.id, detail)
                moved = await self._fail(message, origin, Failure("forbidden", "foreign-source", detail), known)
                return "dropped" if moved == "dead" else moved, known
            if listener is None:
                log.error("event %s is of the type %s, which nothing listens to here", envelope.id, envelope.type)
                failure = Failure("invalid", "unknown-type", f"nothing listens to {envelope.type} here")
                moved = await self._fail(message, origin, failure, "unknown")
                return "unknown" if moved == "dead" else moved, "unknown"
            if envelope.scheme is not None and envelope.scheme not in self._schemes:
                return "ignored", envelope.type
            key = f"{envelope.source} {envelope.subject}"
            lock = self._locks.setdefault(key, asyncio.Lock())
            async with lock:
                return await self._run(listener, envelope, message, origin), envelope.type

    async def _run(self, listener: Listener[D], envelope: Envelope, message: RabbitMessage, origin: Origin) -> str:
        try:
            data = listener.model.model_validate(envelope.data)
        except ValidationError as error:
            return await self._fail(
                message, origin, Failure("invalid", "invalid-event-data", _first(error)), envelope.type
            )
        cause = Cause(
            command_id=envelope.id,
            correlation_id=envelope.correlationid,
            actor=envelope.source,
            causation_id=envelope.id,
            event_id=envelope.id,
            traceparent=envelope.traceparent,
            scheme=envelope.scheme,
            subject=envelope.subject,
            sequence=envelope.sequence,
        )
        try:
            await self._handle_once_stored(listener, Received(data, envelope), cause)
        # The last line of defence: a bug becomes a dead letter that tells its story, and never a loop or a loss.
        except Exception as error:
            failure = failure_of(error)
            if failure.kind == "bug":
                log.exception("the handler of %s failed", envelope.type)
            else:
                log.warning("the handler of %s: %s: %s", envelope.type, failure.slug, failure.detail)
            return await self._fail(message, origin, failure, envelope.type)
        return "done"

    async def _handle_once_stored(self, listener: Listener[D], received: Received[Any], cause: Cause) -> None:
        """Run the handler; while the database is away wait for it here, for no rung of the ladder would be any better.

        What waits is not acknowledged: the prefetch bounds it, and the broker keeps it if this process ends.
        """
        pause = STORE_PAUSE_SECONDS
        while True:
            try:
                return await listener.handler(received, self._deps, cause)
            except StoreUnavailableError as error:
                log.warning("event %s waits for the database: %s", received.envelope.id, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, STORE_PAUSE_LIMIT_SECONDS)

    async def _fail(self, message: RabbitMessage, origin: Origin, failure: Failure, type_: str) -> str:
        """Copy the message to its next place, confirmed; "unconfirmed" leaves it to the broker to deliver it again."""
        raw = message.raw_message
        to = next_destination(
            self._queue, origin.attempt, failure, origin.headers(), machine_now(), ladder=self._ladder
        )
        try:
            await self._publisher.publish(
                to.exchange,
                to.routing_key,
                message.body,
                message_id=raw.message_id or message.message_id,
                type_=raw.type or type_,
                headers=to.headers,
            )
        except BROKEN as error:
            log.error("a failed message could not be moved and stays in the inbox: %r", error)
            await self._give_back(message)
            return "unconfirmed"
        return "dead" if to.exchange == topology.DEAD else "retried"

    async def _give_back(self, message: RabbitMessage) -> None:
        """Let the broker deliver it again; after a pause, for it would be at once."""
        await asyncio.sleep(UNCONFIRMED_PAUSE_SECONDS)
        await message.reject(requeue=True)

    def _origin(self, message: RabbitMessage) -> Origin:
        """How the message came to us first. The headers of a copy count only when ourselves or ops made it."""
        raw = message.raw_message
        user = raw.user_id or ""
        known = message.headers if user in self._trusted else {}
        attempt = known.get(topology.HEADER_ATTEMPT, 0)
        return Origin(
            sender=str(known.get(topology.HEADER_SENDER, user)),
            exchange=str(known.get(topology.HEADER_EXCHANGE, raw.exchange or "")),
            routing_key=str(known.get(topology.HEADER_ROUTING_KEY, raw.routing_key or "")),
            attempt=attempt if type(attempt) is int and attempt > 0 else 0,
        )

    def _owns_source(self, origin: Origin, envelope: Envelope) -> bool:
        """Whether who sent it may speak for its source: the broker user of that very deployment, or the broker of its
        partner, known by the exchange that only its federation link feeds."""
        if not self._check_sender:
            return True
        partners = self._federated.get(origin.exchange)
        if partners is not None:
            return envelope.partner in partners
        return origin.sender == envelope.sender


def _parse(body: bytes) -> Envelope:
    if len(body) > MAX_BODY_BYTES:
        raise InvalidError("too-large", f"the body has {len(body)} bytes, at most {MAX_BODY_BYTES} are read")
    try:
        return Envelope.model_validate_json(body)
    except ValidationError as error:
        raise InvalidError("invalid-envelope", _first(error)) from error


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)
    place = ".".join(str(part) for part in found[0]["loc"]) or "body"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{place}: {found[0]['msg']}{more}"
