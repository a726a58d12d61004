"""``LocalSuite``: broker, mail sink, services and event catalogue as real processes on this machine, started and stopped as one.

Everything lives in one directory: databases, broker data, mails, key, logs. Every process is a child that ends with the
launcher, and every port is on 127.0.0.1.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import httpx

from essaim.cli.catalogue_page.process import CatalogueProcess
from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.keys import AUDIENCE, ISSUER, LocalIssuer
from essaim.cli.local.ports import free_port, is_listening
from essaim.cli.local.processes import POLL_SECONDS, LaunchError, Process, base_environment, eventually
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.contracts.topology import RETRY_DELAYS, Deployment, RetryDelay

READY_SECONDS = 30.0
MAIL_FROM = "Essaim <essaim@cmq-mma.example.org>"
ORGANISATIONS = {
    "cmq-mma": "CMQ Maroquinerie et Métiers d’Art",
    "cmq-itip": "CMQ ITIP",
    "coopilote": "Coopilote",
    "ubfc": "Pépite BFC",
}
TRAINERS = {"demo-coach": "Camille Exemple, Coopilote", "local-coach": "Camille Exemple, Coopilote"}
"""What is printed instead of ids on attendance sheets; the people are invented."""
DEFAULT_DEPLOYMENTS = (
    Deployment("cmq-mma", "enrolment"),
    Deployment("coopilote", "coaching"),
    Deployment("coopilote", "accounting"),
    Deployment("cmq-mma", "notifications"),
)
HOSTED_PARTNERS = ("cmq-itip",)
"""Partners without a deployment of their own, whose people open programmes at the first enrolment deployment."""
# Tried first by `essaim up`, so that addresses stay the same from one day to the next.
USUAL_PORTS = {"enrolment": 18101, "coaching": 18102, "accounting": 18103, "notifications": 18104}
USUAL_BROKER_PORT, USUAL_SMTP_PORT, USUAL_CATALOGUE_PORT = 18672, 18125, 18105


class RunningService:
    """One deployment's process: where it answers, how long it took to be ready and how much memory it holds."""

    def __init__(self, deployment: Deployment, name: str, port: int, process: Process) -> None:
        self.deployment = deployment
        self.name = name
        self.url = f"http://127.0.0.1:{port}"
        self.process = process
        self.start_seconds = 0.0
        """Seconds from spawning to the first good answer of /health/ready."""

    @property
    def resident_bytes(self) -> int:
        """Its resident memory now."""
        return self.process.resident_bytes()

    async def start(self) -> None:
        """Spawn it and wait until it is ready. LaunchError with its last log lines when it ends or takes too long."""
        began = time.monotonic()
        self.process.start()
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            while not await _is_ready(client, self.url):
                waited = time.monotonic() - began
                if not self.process.running or waited > READY_SECONDS:
                    why = f"is not ready after {waited:.0f} s" if self.process.running else "ended"
                    raise LaunchError(f"the service {self.name} {why}; its last log lines:\n{self.process.tail(30)}")
                await asyncio.sleep(POLL_SECONDS)
        self.start_seconds = time.monotonic() - began


class LocalSuite:
    """An asynchronous context manager. Start it from the main thread (see ``processes``)."""

    def __init__(
        self,
        directory: Path,
        *,
        deployments: Sequence[Deployment] = DEFAULT_DEPLOYMENTS,
        clock: Literal["system", "simulated"] = "system",
        retry_delays: Sequence[RetryDelay] = RETRY_DELAYS,
        settings: Mapping[str, str] | None = None,
        usual_ports: bool = False,
        catalogue: bool = False,
        broker: LocalBroker | None = None,
        progress: Callable[[str], None] = lambda line: None,
    ) -> None:
        """``settings`` are environment variables for the services, on top of what the suite sets. A ``broker`` that is
        given must know the deployments and be running; it is not stopped here. ``catalogue``: serve the event catalogue too."""
        self.directory = directory.resolve()
        self.mails = self.directory / "mails"
        self.directory.mkdir(parents=True, exist_ok=True)
        self.issuer = LocalIssuer(self.directory / "keys")
        self.smtp_port = free_port(USUAL_SMTP_PORT if usual_ports else None)
        self._clock = clock
        self._settings = dict(settings or {})
        self._progress = progress
        self._owns_broker = broker is None
        self.broker = broker or LocalBroker(
            self.directory / "broker",
            deployments,
            subscriptions_of(deployment.service for deployment in deployments),
            retry_delays=retry_delays,
            port=USUAL_BROKER_PORT if usual_ports else None,
        )
        self.sink = Process(
            "smtp sink",
            [*_python("essaim.cli.local.smtp_sink"), "--dir", str(self.mails), "--port", str(self.smtp_port)],
            log=self.directory / "logs" / "smtp-sink.log",
            env=base_environment(),
        )
        self.catalogue = self._catalogue(usual_ports) if catalogue else None
        self._deployments = tuple(deployments)
        self._ports = {one: free_port(USUAL_PORTS.get(one.service) if usual_ports else None) for one in deployments}
        self.services: dict[str, RunningService] = {}
        """By name: the service's; a second partner's deployment of the same service is ``<partner>.<service>``."""

    async def start(self) -> None:
        """Start everything, or stop what was started and raise LaunchError."""
        try:
            self.sink.start()
            if self._owns_broker:
                self._progress("starting RabbitMQ")
                await self.broker.start()
                self._progress(f"RabbitMQ ({self.broker.kind}) is ready after {self.broker.started_in:.1f} s")
            await self._start_services()
            await self._start_catalogue()
            if not await eventually(lambda: is_listening(self.smtp_port), READY_SECONDS):
                raise LaunchError(f"the SMTP sink does not listen; its last log lines:\n{self.sink.tail()}")
        # Whatever happens, an interruption included, nothing stays behind.
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop services, sink and, unless it was given, the broker. Safe to repeat."""
        await asyncio.gather(*(process.stop() for process in self._processes()))
        if self._owns_broker:
            await self.broker.stop()

    def token(self, role: str, partner: str, *, sub: str | None = None, groups: Sequence[str] = ()) -> str:
        """A bearer token that the services accept."""
        return self.issuer.issue_token(sub or f"local-{role}", partner, [role], groups)

    def pids(self) -> dict[str, int]:
        """Every process that runs, by name."""
        return self.broker.pids | {process.name: process.pid for process in self._processes() if process.running}

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    def _processes(self) -> list[Process]:
        pages = [self.catalogue.process] if self.catalogue else []
        return [*(service.process for service in self.services.values()), self.sink, *pages]

    def _catalogue(self, usual_ports: bool) -> CatalogueProcess:
        port = free_port(USUAL_CATALOGUE_PORT if usual_ports else None)
        return CatalogueProcess(self.directory / "catalogue", self.directory / "logs", port)

    async def _start_catalogue(self) -> None:
        """The pages are for reading: that they cannot be had is told, and keeps no service from running."""
        if self.catalogue is None:
            return
        try:
            await self.catalogue.start()
            self._progress(f"the event catalogue is ready at {self.catalogue.url}")
        except LaunchError as error:
            self._progress(str(error))
            self.catalogue = None

    async def _start_services(self) -> None:
        # As many at a time as there are processors: more would only make each of them slower.
        free_processors = asyncio.Semaphore(os.cpu_count() or 1)

        async def start(service: RunningService) -> None:
            async with free_processors:
                await service.start()
            self._progress(f"{service.name} is ready after {service.start_seconds:.1f} s at {service.url}")

        self.services = {self._name(one): self._service(one) for one in self._deployments}
        try:
            async with asyncio.TaskGroup() as group:
                for service in self.services.values():
                    group.create_task(start(service))
        except ExceptionGroup as group_error:
            raise group_error.exceptions[0] from None

    def _name(self, deployment: Deployment) -> str:
        first = next(one for one in self._deployments if one.service == deployment.service)
        return deployment.service if deployment == first else deployment.queue

    def _service(self, deployment: Deployment) -> RunningService:
        name, port = self._name(deployment), self._ports[deployment]
        process = Process(
            name,
            [
                *_python("uvicorn"),
                *(f"{deployment.service}.app:create", "--factory", "--workers", "1"),
                *("--host", "127.0.0.1", "--port", str(port), "--no-access-log"),
            ],
            log=self.directory / "logs" / f"{name}.log",
            env=base_environment() | self.environment(deployment),
            cwd=self.directory,
        )
        return RunningService(deployment, name, port, process)

    def environment(self, deployment: Deployment) -> dict[str, str]:
        """The settings of a deployment, as environment variables."""
        own = {
            "PARTNER": deployment.partner,
            "STORE_URL": f"sqlite:///{self.directory / (self._name(deployment) + '.db')}",
            "AMQP_URL": self.broker.url(deployment),
            "JWKS": str(self.issuer.jwks_file),
            "TOKEN_ISSUER": ISSUER,
            "TOKEN_AUDIENCE": AUDIENCE,
            "CLOCK": self._clock,
            "SENDER_CHECK": self.broker.sender_check,
        }
        if deployment.service == "notifications":
            own |= {"SMTP_URL": f"smtp://127.0.0.1:{self.smtp_port}", "MAIL_FROM": MAIL_FROM}
        if deployment.service == "coaching":
            own |= {"ORGANISATION_NAMES": json.dumps(ORGANISATIONS), "TRAINER_NAMES": json.dumps(TRAINERS)}
        if deployment.service == "enrolment":
            own |= {
                "ORGANISATION_NAMES": json.dumps(ORGANISATIONS),
                "PUBLIC_URL": f"http://127.0.0.1:{self._ports[deployment]}",
            }
            if self._name(deployment) == deployment.service:
                own |= {"HOSTED_PARTNERS": ",".join(HOSTED_PARTNERS)}
        prefix = deployment.service.upper()
        return {f"{prefix}_{name}": value for name, value in own.items()} | self._settings


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


async def _is_ready(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(f"{url}/health/ready")).status_code == 200
    except httpx.TransportError:
        return False
