"""One inbox queue to the use cases: parse, check the sender, find the listener, run it once, acknowledge.

Events of one subject are handled one after the other in the order of arrival, different subjects side by side.
A message is acknowledged only after its effect is durable, or after the broker has confirmed its copy on the retry
ladder or in the dead letters.
"""

import asyncio
import logging
import time
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from faststream.rabbit.annotations import RabbitMessage
from pydantic import ValidationError

from essaim.contracts import topology
from essaim.contracts.envelope import Envelope
from essaim.kit.cause import Cause
from essaim.kit.clock import machine_now
from essaim.kit.delivery import Delivery, Senders, cause_of, first_problem, read_envelope
from essaim.kit.errors import InvalidError
from essaim.kit.listens import Listener, Listens, Received
from essaim.kit.logs import log_context
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import BROKEN, Publisher
from essaim.kit.retry import LADDER, Failure, Origin, failure_of, next_destination
from essaim.kit.store.errors import StoreUnavailableError

log = logging.getLogger(__name__)

D = TypeVar("D")

STORE_PAUSE_SECONDS, STORE_PAUSE_LIMIT_SECONDS = 0.1, 5.0
UNCONFIRMED_PAUSE_SECONDS = 0.2
"""Before a message that could not be moved goes back to the broker: it would come again at once."""


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
        senders: Senders,
        ladder: tuple[str, ...] = LADDER,
    ) -> None:
        self._queue = queue
        self._listens = listens
        self._deps = deps
        self._publisher = publisher
        self._metrics = metrics
        self._schemes = frozenset(schemes)
        self._senders = senders
        self._ladder = ladder
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, message: RabbitMessage) -> None:
        """Take one delivery to its end: effect, retry or dead letter, then ack; nothing when the broker is gone."""
        try:
            taken = await self.take(_delivery(message))
        # A bug in here would keep the message and its place in the prefetch until the process ends. The delivery limit
        # bounds how often it comes again.
        except Exception:
            log.exception("a delivery could not be handled and goes back to the broker")
            taken = False
        if taken:
            await message.ack()
        else:
            # After a pause, for it would be delivered again at once.
            await asyncio.sleep(UNCONFIRMED_PAUSE_SECONDS)
            await message.reject(requeue=True)

    async def take(self, delivery: Delivery) -> bool:
        """One message to its effect, its next rung or the dead letters; the metrics count which. False when the broker
        did not confirm where it should have gone: then nothing has become of it, and it has to be taken again."""
        started = time.perf_counter()
        outcome, type_ = await self._outcome(delivery)
        if outcome == "unconfirmed":
            return False
        self._metrics.count_consumed(type_, outcome, time.perf_counter() - started)
        return True

    async def _outcome(self, message: Delivery) -> tuple[str, str]:
        origin = self._senders.origin(message)
        try:
            envelope = read_envelope(message.body)
        except InvalidError as error:
            return await self._fail(message, origin, failure_of(error), "invalid"), "invalid"
        with log_context(envelope.correlationid, envelope.id):
            listener = self._listens.by_type.get(envelope.type)
            # A name from outside becomes a series of metrics only when it is one of ours.
            known = envelope.type if listener is not None else "unknown"
            if not self._senders.owns_source(origin, envelope):
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

    async def _run(self, listener: Listener[D], envelope: Envelope, message: Delivery, origin: Origin) -> str:
        try:
            data = listener.model.model_validate(envelope.data)
        except ValidationError as error:
            return await self._fail(
                message, origin, Failure("invalid", "invalid-event-data", first_problem(error)), envelope.type
            )
        try:
            await self._handle_once_stored(listener, Received(data, envelope), cause_of(envelope))
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

    async def _fail(self, message: Delivery, origin: Origin, failure: Failure, type_: str) -> str:
        """Copy the message to its next place, confirmed; "unconfirmed" leaves it to be taken again."""
        to = next_destination(
            self._queue, origin.attempt, failure, origin.headers(), machine_now(), ladder=self._ladder
        )
        try:
            await self._publisher.publish(
                to.exchange,
                to.routing_key,
                message.body,
                message_id=message.message_id,
                type_=message.type or type_,
                headers=to.headers,
            )
        except BROKEN as error:
            log.error("a failed message could not be moved and stays where it is: %r", error)
            return "unconfirmed"
        return "dead" if to.exchange == topology.DEAD else "retried"


def _delivery(message: RabbitMessage) -> Delivery:
    raw = message.raw_message
    return Delivery(
        body=message.body,
        headers=message.headers,
        user=raw.user_id or "",
        exchange=raw.exchange or "",
        routing_key=raw.routing_key or "",
        message_id=raw.message_id or message.message_id,
        type=raw.type or "",
    )
