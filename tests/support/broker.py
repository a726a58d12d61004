"""One private RabbitMQ node for the whole test session, and room of one's own on it for each test.

The node is shared because it takes seconds to start. Isolation comes from names: ``room()`` gives partner ids that nobody
else has, with their queues, and removes the queues at the end. Everything on the exchange ``events`` is also in
``events.log``, for all tests together.

``STAFF`` are deployments with confined users of their own, for tests of permissions: users cannot be made over AMQP.
"""

import asyncio
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aio_pika import connect

from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.declare import declare, remove
from essaim.contracts.topology import (
    RETRY_DELAYS,
    Deployment,
    RetryDelay,
    Subscriptions,
    deployment_topology,
    shared_topology,
)

# The same rungs as in production, a thousand times faster.
SHORT_DELAYS = tuple(RetryDelay(delay.label, max(delay.milliseconds // 1000, 50)) for delay in RETRY_DELAYS)
STAFF = (
    Deployment("staff-a", "enrolment"),
    Deployment("staff-b", "accounting"),
    Deployment("staff-b", "notifications"),
    Deployment("staff-c", "parrot"),
)
STAFF_SUBSCRIPTIONS: Subscriptions = {
    "accounting": {"events": ["enrolment.group_started.v1"], "personal": ["enrolment.person_registered.v1"]},
}


class Rabbit:
    """The node of the session. ``url`` is a user who may do everything; services that share it run with sender checks
    off."""

    def __init__(self, broker: LocalBroker) -> None:
        self.broker = broker

    @property
    def url(self) -> str:
        """The AMQP URL of the ops user."""
        return self.broker.ops_url

    def url_of(self, deployment: Deployment) -> str:
        """The AMQP URL of one of STAFF. A broker that is given by AMQP_URL has one user for all: the test is skipped."""
        if self.broker.kind == "given":
            pytest.skip("AMQP_URL gives one user to all: permissions need a node of our own")
        return self.broker.url(deployment)

    @asynccontextmanager
    async def room(
        self,
        *services: str,
        subscriptions: Subscriptions | None = None,
        retry_delays: Sequence[RetryDelay] = SHORT_DELAYS,
    ) -> AsyncIterator[dict[str, Deployment]]:
        """Deployments of these services at a partner that only this test has, with all their queues, by service."""
        partner = f"t-{uuid.uuid4().hex[:12]}"
        deployments = {service: Deployment(partner, service) for service in services}
        parts = [deployment_topology(one, subscriptions or {}, retry_delays) for one in deployments.values()]
        for part in parts:
            await declare(self.url, part)
        try:
            yield deployments
        finally:
            for part in parts:
                await remove(self.url, part)

    async def depth(self, queue: str) -> int:
        """How many messages wait in a queue."""
        async with await connect(self.url) as connection:
            channel = await connection.channel()
            declared = await channel.declare_queue(queue, passive=True)
            return declared.declaration_result.message_count or 0

    async def wait_for_depth(self, queue: str, wanted: int, seconds: float = 10) -> None:
        """Return when so many messages wait in a queue; TimeoutError after the deadline."""
        deadline = time.monotonic() + seconds
        while True:
            found = await self.depth(queue)
            if found == wanted:
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"{queue} holds {found} messages, not {wanted}")
            await asyncio.sleep(0.02)


@pytest.fixture(scope="session")
def rabbit() -> Iterator[Rabbit]:
    """The node, started at its first use and stopped with the session. With AMQP_URL in the environment, that broker."""
    with tempfile.TemporaryDirectory(prefix="essaim-rabbit-", ignore_cleanup_errors=True) as directory:
        broker = LocalBroker(Path(directory), STAFF, STAFF_SUBSCRIPTIONS, retry_delays=SHORT_DELAYS)
        asyncio.run(broker.start())
        try:
            asyncio.run(declare(broker.ops_url, shared_topology()))
            yield Rabbit(broker)
        finally:
            asyncio.run(broker.stop())
