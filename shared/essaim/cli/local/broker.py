"""``LocalBroker``: the bus of a suite on one machine, wherever it can be had.

The first that is there: ``AMQP_URL`` → ``rabbitmq-server`` on the machine, as a private node → a container → error.

With ``AMQP_URL`` all services share the user of that URL, so the broker cannot vouch for senders (``sender_check`` is
``off``); with a node or container of our own each deployment has its own confined user, as in production.
"""

import asyncio
import json
import os
import secrets
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self
from urllib.parse import quote

from aio_pika import connect
from aio_pika.exceptions import AMQPError

from essaim.cli.local.declare import declare
from essaim.cli.local.processes import POLL_SECONDS, LaunchError
from essaim.cli.local.rabbit_container import RabbitContainer, docker_answers
from essaim.cli.local.rabbit_node import RabbitNode, find_server, write_secret
from essaim.contracts.definitions import OPS_USER, definitions
from essaim.contracts.topology import (
    RETRY_DELAYS,
    VHOST,
    Deployment,
    RetryDelay,
    Subscriptions,
    topology,
)

LOGIN_SECONDS = 30.0


class Backend(Protocol):
    """A RabbitMQ that is started here."""

    port: int

    @property
    def pids(self) -> dict[str, int]:
        """Its processes."""

    async def start(self, definitions: dict[str, Any]) -> None:
        """Start it with these definitions."""

    async def stop(self) -> None:
        """Stop it and leave nothing behind but its directory."""

    async def crash(self) -> None:
        """Kill it without warning."""


class LocalBroker:
    """An asynchronous context manager; ``start`` after ``stop`` or ``crash`` brings it back at the same address."""

    def __init__(
        self,
        directory: Path,
        deployments: Sequence[Deployment],
        subscriptions: Subscriptions,
        *,
        retry_delays: Sequence[RetryDelay] = RETRY_DELAYS,
        port: int | None = None,
        given_url: str | None = None,
        plugins: Mapping[str, int] | None = None,
    ) -> None:
        """``given_url`` is ``AMQP_URL`` of the environment unless said otherwise; "" means: do not use one.
        ``plugins`` of RabbitMQ are for a node of our own: each with the port that it listens on, 0 for none."""
        self._directory = directory
        self._deployments = tuple(deployments)
        self._subscriptions = subscriptions
        self._retry_delays = tuple(retry_delays)
        self._port = port
        self._plugins = dict(plugins or {})
        self._given_url = os.environ.get("AMQP_URL", "") if given_url is None else given_url
        self._backend: Backend | None = None
        self._passwords: Mapping[str, str] = {}
        self.started_in = 0.0
        """Seconds from start to the first login."""

    @property
    def kind(self) -> Literal["given", "node", "container"]:
        """Where it runs."""
        if self._given_url:
            return "given"
        return "container" if isinstance(self._backend, RabbitContainer) else "node"

    @property
    def sender_check(self) -> Literal["strict", "off"]:
        """Whether the broker's user ids prove who sent an event."""
        return "off" if self._given_url else "strict"

    @property
    def ops_url(self) -> str:
        """The AMQP URL of a user who may do everything."""
        return self._url(OPS_USER)

    @property
    def port(self) -> int:
        """The port of a broker started here. Raises RuntimeError for a given one, and before the start."""
        if self._backend is None:
            raise RuntimeError("there is no broker of our own")
        return self._backend.port

    @property
    def pids(self) -> dict[str, int]:
        """The processes started here, by name."""
        return self._backend.pids if self._backend else {}

    def url(self, deployment: Deployment) -> str:
        """The AMQP URL of a deployment's own user."""
        return self._url(deployment.user)

    async def start(self) -> None:
        """Start it, apply the topology and log in once. LaunchError when there is no broker or it does not come up."""
        began = time.monotonic()
        if self._given_url:
            await declare(self._given_url, topology(self._deployments, self._subscriptions, self._retry_delays))
        else:
            backend = self._backend = self._backend or self._choose()
            self._passwords = self._load_passwords()
            await backend.start(
                definitions(self._deployments, self._subscriptions, self._passwords, retry_delays=self._retry_delays)
            )
        try:
            await self._log_in()
        except LaunchError:
            await self.stop()
            raise
        self.started_in = time.monotonic() - began

    async def stop(self) -> None:
        """Stop what was started here; a given broker is left as it is."""
        if self._backend is not None:
            await self._backend.stop()

    async def crash(self) -> None:
        """Kill the broker without warning, to see what is lost: nothing should be."""
        if self._backend is None:
            raise LaunchError("a broker that is given is not ours to kill")
        await self._backend.crash()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    def _url(self, user: str) -> str:
        if self._given_url:
            return self._given_url
        return f"amqp://{user}:{quote(self._passwords[user], safe='')}@127.0.0.1:{self.port}/{VHOST}"

    def _choose(self) -> Backend:
        script = find_server()
        if script is not None:
            return RabbitNode(script, self._directory, self._port, self._plugins)
        if docker_answers():
            return RabbitContainer(self._directory, self._port)
        raise LaunchError(
            "there is no RabbitMQ to use. One of these helps: set AMQP_URL to a broker; install the package "
            "rabbitmq-server (3.10 or newer); start Docker."
        )

    def _load_passwords(self) -> dict[str, str]:
        path = self._directory / "passwords.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        for user in (OPS_USER, *(deployment.user for deployment in self._deployments)):
            known.setdefault(user, secrets.token_urlsafe(24))
        self._directory.mkdir(parents=True, exist_ok=True)
        write_secret(path, json.dumps(known))
        return known

    async def _log_in(self) -> None:
        """Return when every queue can be used: after a crash the listener opens while queues are still recovering."""
        deadline = time.monotonic() + LOGIN_SECONDS
        names = [queue.name for queue in topology(self._deployments, self._subscriptions, self._retry_delays).queues]
        while True:
            try:
                await _look_at(self.ops_url, names)
                return
            except (OSError, TimeoutError, AMQPError) as error:
                if time.monotonic() > deadline:
                    raise LaunchError(f"the broker does not let us in: {error}") from error
            await asyncio.sleep(POLL_SECONDS)


async def _look_at(url: str, queues: Sequence[str]) -> None:
    async with await connect(url, timeout=LOGIN_SECONDS) as connection:
        channel = await connection.channel()
        for name in queues:
            await channel.declare_queue(name, passive=True)
