"""Whether a deployment is ready: its database, its broker, its consumer really consuming, its outbox not late."""

from collections.abc import Callable

from essaim.contracts.topology import Deployment
from essaim.kit.errors import UnavailableError
from essaim.kit.http import health
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import Publisher
from essaim.kit.store.port import Store

OLDEST_PENDING_SECONDS = 60.0


class Readiness:
    """Looks when it is asked. ``consuming`` and ``resting`` are set by who consumes."""

    def __init__(
        self, deployment: Deployment, store: Callable[[], Store], publisher: Publisher, metrics: Metrics
    ) -> None:
        self._deployment = deployment
        self._store = store
        self._publisher = publisher
        self._metrics = metrics
        self.consuming = False
        self.resting = False
        """Whether the inbox rests on purpose: copies are made anew."""

    def checks(self) -> dict[str, health.Check]:
        """The parts of readiness."""
        return {
            "database": self._check_database,
            "broker": self._check_broker,
            "consumer": self._check_consumer,
            "outbox": self._check_outbox,
        }

    async def _check_database(self) -> str:
        await self._store().ping()
        return self._store().engine

    async def _check_broker(self) -> str:
        if not self._publisher.connected:
            raise UnavailableError("broker-unavailable", "not connected to RabbitMQ")
        return "connected"

    async def _check_consumer(self) -> str:
        if self.resting:
            return "rests while copies are made anew"
        if not self.consuming:
            raise UnavailableError("not-consuming", f"no consumer on {self._deployment.queue} yet")
        count = (await self._publisher.look_at(self._deployment.queue)).consumers
        if count == 0:
            raise UnavailableError("not-consuming", f"the broker sees no consumer on {self._deployment.queue}")
        return f"{count} on {self._deployment.queue}"

    async def measure_queues(self) -> None:
        """Dead letters and what waits, for the alert rules. Not while the broker is away: that is another alert."""
        if not self._publisher.connected:
            return
        self._metrics.dead_letters.set((await self._publisher.look_at(self._deployment.dead_queue)).messages)
        inbox = await self._publisher.look_at(self._deployment.queue)
        self._metrics.inbox_messages.set(inbox.messages)
        self._metrics.inbox_consumers.set(inbox.consumers)

    async def _check_outbox(self) -> str:
        oldest = self._metrics.oldest_seconds
        if oldest > OLDEST_PENDING_SECONDS:
            raise UnavailableError("outbox-late", f"the oldest unpublished event is {oldest:.0f} s old")
        return f"oldest {oldest:.0f} s"
