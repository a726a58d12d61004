"""The stage: a broker, the processes of the two services with their databases, and the ways to look into them.

Each replica has a name, ``teller-1``, ``tally-1`` and so on; replicas of one service share its database and its inbox.
"""

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal, Protocol

import aio_pika

from essaim.cli.local.keys import AUDIENCE, ISSUER, LocalIssuer
from essaim.cli.local.ports import free_port
from essaim.cli.local.processes import Process, base_environment, eventually
from essaim.cli.local.suite import RunningService
from essaim.contracts.topology import Deployment, RetryDelay
from tests.chaos.toy import LISTENS
from tests.chaos.traps import Traps

ROOT = Path(__file__).parents[2]
TELLER, TALLY = Deployment("chaos-a", "teller"), Deployment("chaos-b", "tally")
SUBSCRIPTIONS = {"tally": LISTENS.subscriptions()}
DEATH_SECONDS = 60.0


class ChaosError(Exception):
    """A promise was broken, and which."""


class Bus(Protocol):
    """What the stage needs of a broker: ``LocalBroker``, or a cluster."""

    @property
    def ops_url(self) -> str:
        """The URL of a user who may do everything."""

    @property
    def sender_check(self) -> Literal["strict", "off"]:
        """Whether user ids prove who sent an event."""

    def url(self, deployment: Deployment) -> str:
        """The URL of a deployment's own user."""


class Database(Protocol):
    """A database server that can be killed."""

    async def kill9(self) -> None:
        """End it with SIGKILL."""

    async def restart(self) -> None:
        """Bring it back with its data, and return when it answers."""


class Stage:
    """The processes. Start it from the main thread: they end with the thread that started them."""

    def __init__(
        self,
        directory: Path,
        bus: Bus,
        *,
        delays: Sequence[RetryDelay],
        lease_seconds: float,
        tally_store: str | None = None,
        database: Database | None = None,
    ) -> None:
        """``database`` is the server behind ``tally_store``; without one the tally has a SQLite file, as the teller."""
        self.directory = directory
        self.bus = bus
        self.delays = tuple(delays)
        self.database = database
        self._stores = {"teller": f"sqlite:///{directory / 'teller.db'}"}
        self._stores["tally"] = tally_store or f"sqlite:///{directory / 'tally.db'}"
        self._lease_seconds = lease_seconds
        self._issuer = LocalIssuer(directory / "keys")
        self.replicas: dict[str, RunningService] = {}
        self.ordered = True
        """Whether the order of each account has to be kept now: not while two replicas listen, nor when the broker itself died
        and hands out newer messages before those that it had handed out already."""

    @property
    def tally_store(self) -> str:
        """The URL of the listener's database."""
        return self._stores["tally"]

    @property
    def token(self) -> str:
        """A token that may command the teller."""
        return self._issuer.issue_token("chaos", TELLER.partner, ["teller"])

    @property
    def ops_token(self) -> str:
        """A token of the role ops, for every replica."""
        return self._issuer.issue_token("chaos-ops", TALLY.partner, ["ops"])

    @property
    def teller_urls(self) -> list[str]:
        """Where commands can go now."""
        return [one.url for name, one in self.replicas.items() if name.startswith("teller") and one.process.running]

    async def start(self, *names: str) -> None:
        """Start replicas one after the other, each until it is ready."""
        for name in names:
            await self._replica(name).start()

    async def kill9(self, name: str) -> None:
        """End a replica with SIGKILL, and return when it is gone."""
        self.replicas[name].process.kill()
        await self.gone(name)

    async def gone(self, name: str) -> None:
        """Return when a replica has ended. ChaosError when it does not."""
        process = self.replicas[name].process
        if not await eventually(lambda: not process.running, DEATH_SECONDS):
            raise ChaosError(f"{name} still runs after {DEATH_SECONDS:.0f} s")

    async def terminate(self, name: str) -> None:
        """End a replica with SIGTERM. ChaosError when it does not end by itself, and in order."""
        process = self.replicas[name].process
        process.kill(signal.SIGTERM)
        await self.gone(name)
        if process.exit_code not in (0, -signal.SIGTERM):
            raise ChaosError(f"{name} ended with {process.exit_code} after SIGTERM:\n{process.tail(20)}")

    async def stop(self) -> None:
        """Stop every replica."""
        await asyncio.gather(*(one.process.stop() for one in self.replicas.values()))

    def trap(self, name: str, trap: str) -> None:
        """Set a trap for a replica."""
        Traps(self.directory / "traps" / name).set(trap)

    async def depth(self, queue: str) -> int:
        """How many messages wait in a queue."""
        async with AsyncExitStack() as stack:
            connection = await stack.enter_async_context(await aio_pika.connect(self.bus.ops_url))
            channel = await connection.channel()
            declared = await channel.declare_queue(queue, passive=True)
            return declared.declaration_result.message_count or 0

    async def waiting(self) -> int:
        """How many messages wait in the inbox or on the ladder."""
        queues = [TALLY.queue, *(TALLY.retry_queue(delay) for delay in self.delays)]
        return sum([await self.depth(queue) for queue in queues])

    def _replica(self, name: str) -> RunningService:
        if name not in self.replicas:
            deployment = TELLER if name.startswith("teller") else TALLY
            port = free_port()
            process = Process(
                name,
                [
                    *(sys.executable, "-m", "uvicorn", f"tests.chaos.app:create_{deployment.service}", "--factory"),
                    *("--host", "127.0.0.1", "--port", str(port), "--no-access-log", "--workers", "1"),
                ],
                log=self.directory / "logs" / f"{name}.log",
                env=base_environment() | self._environment(name, deployment),
                cwd=ROOT,
            )
            self.replicas[name] = RunningService(deployment, name, port, process)
        return self.replicas[name]

    def _environment(self, name: str, deployment: Deployment) -> dict[str, str]:
        settings: dict[str, Any] = {
            "PARTNER": deployment.partner,
            "STORE_URL": self._stores[deployment.service],
            "AMQP_URL": self.bus.url(deployment),
            "JWKS": self._issuer.jwks_file,
            "TOKEN_ISSUER": ISSUER,
            "TOKEN_AUDIENCE": AUDIENCE,
            "SENDER_CHECK": self.bus.sender_check,
            "TRAPS": self.directory / "traps" / name,
            "LEASE_SECONDS": self._lease_seconds,
        }
        return {f"CHAOS_{key}": str(value) for key, value in settings.items()}
