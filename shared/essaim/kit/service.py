"""One process made of all the parts: FastAPI, consumer, relay and jobs around one store. ``app.py`` calls ``create_service``.

The broker may be away when the process starts or at any time later: commands are accepted, their events wait in the
outbox, and readiness says what is missing.
"""

import asyncio
import contextlib
import functools
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from fastapi import APIRouter, FastAPI
from fastapi_offline import FastAPIOffline

from essaim.contracts.envelope import source_of
from essaim.contracts.topology import Deployment
from essaim.kit.aside import Aside
from essaim.kit.broker import make_broker
from essaim.kit.cancelled import is_cancelled
from essaim.kit.clock import Clock, SimulatedClock, SystemClock
from essaim.kit.consumer import Consumer
from essaim.kit.delivery import Senders
from essaim.kit.errors import EssaimError, UnavailableError
from essaim.kit.http import health, replays, simulated_clock
from essaim.kit.http.auth import Authenticator, KeySet
from essaim.kit.http.head import HeadMiddleware
from essaim.kit.http.idempotency import RECORDS, IdempotencyMiddleware, purge_idempotency
from essaim.kit.http.inclusion import included
from essaim.kit.http.limits import BodyLimitMiddleware, ObserveMiddleware, Upload
from essaim.kit.http.problems import PROBLEMS, install_problems
from essaim.kit.inbox import CONSUMED
from essaim.kit.listens import Listens
from essaim.kit.logs import configure_logs
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import BROKEN, Publisher
from essaim.kit.publishing import Publishing
from essaim.kit.readiness import Readiness
from essaim.kit.relay import Relay
from essaim.kit.replay.copies import NO_COPIES, Copies
from essaim.kit.replay.gate import Gate
from essaim.kit.replay.log import EventLog
from essaim.kit.replay.rebuild import Workshop
from essaim.kit.replay.record import REPLAYS, Replay
from essaim.kit.replay.runner import ReplayRunner
from essaim.kit.repository import Repository
from essaim.kit.settings import ServiceSettings
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Collection, Store

log = logging.getLogger(__name__)

D = TypeVar("D")
T = TypeVar("T")

CONNECT_PAUSE_SECONDS = 1.0
QUEUE_DEPTHS_SECONDS = 5.0
REPLAY_SECONDS = 1.0


@dataclass(frozen=True)
class Runtime:
    """What a service builds its dependencies from."""

    store: Store
    clock: Clock
    publishing: Publishing
    metrics: Metrics = field(default_factory=Metrics)
    aside: Aside = field(default_factory=Aside)

    def repository(self, collection: Collection, state_type: type[T]) -> Repository[T]:
        """The typed repository of a collection, wired to this deployment's source, clock and relay."""
        return Repository(self.store, collection, state_type, self.publishing)


@dataclass(frozen=True)
class Job(Generic[D]):
    """Something to do at the start and then periodically, for instance completing what a crash interrupted."""

    name: str
    every_seconds: float
    run: Callable[[D], Awaitable[None]]


@dataclass(frozen=True)
class Service(Generic[D]):
    """A service as its ``app.py`` describes it."""

    name: str
    settings: ServiceSettings
    collections: tuple[Collection, ...]
    build: Callable[[Runtime], D]
    routers: tuple[APIRouter, ...]
    listens: Listens[D]
    jobs: tuple[Job[D], ...] = ()
    copies: Copies = NO_COPIES
    uploads: tuple[Upload, ...] = ()
    description: str = ""


def create_service(service: Service[D]) -> FastAPI:
    """The FastAPI application of a deployment. Nothing is opened or connected before its lifespan starts."""
    settings = service.settings
    configure_logs(service.name, settings.partner, settings.log_level)
    running = _Running(service)
    # The documentation pages bring their own scripts: they work where the Internet does not.
    app = FastAPIOffline(
        responses=PROBLEMS,
        title=f"Essaim — {service.name}",
        version="1",
        description=service.description,
        lifespan=running.lifespan,
    )
    app.state.metrics = running.metrics
    app.state.clock = running.clock
    app.state.checks = running.readiness.checks()
    authenticator = Authenticator(KeySet(settings.jwks), issuer=settings.token_issuer, audience=settings.token_audience)
    app.state.authenticator = authenticator
    app.state.attempts = {}
    install_problems(app)
    for router in (*service.routers, replays.router, simulated_clock.router):
        app.router.routes.extend(included(router))
    # Who asks for health and metrics is a program of the platform, which may add what it likes.
    app.router.routes.extend(included(health.router, lenient=True))
    app.add_middleware(HeadMiddleware)
    app.add_middleware(IdempotencyMiddleware, store_of=lambda: running.store, authenticator=authenticator)
    app.add_middleware(BodyLimitMiddleware, uploads=service.uploads)
    app.add_middleware(ObserveMiddleware, metrics=running.metrics)
    return app


class _Running(Generic[D]):
    """The moving parts of one process, started and stopped in order by the lifespan."""

    def __init__(self, service: Service[D]) -> None:
        self.service = service
        self.deployment = Deployment(service.settings.partner, service.name)
        self.metrics = Metrics()
        self.clock: Clock = SimulatedClock() if service.settings.clock == "simulated" else SystemClock()
        self._publisher = Publisher(service.settings.amqp_url, f"{self.deployment.user} relay")
        self._store: Store | None = None
        self.readiness = Readiness(self.deployment, lambda: self.store, self._publisher, self.metrics)

    @property
    def store(self) -> Store:
        """The open store; UnavailableError before the start."""
        if self._store is None:
            raise UnavailableError("starting", "the service is starting")
        return self._store

    @contextlib.asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Open the store, start relay, consumer and jobs; on the way out finish what was accepted."""
        _calm_collector()
        service = self.service
        self._store = store = await open_store(service.settings.store_url)
        collections = (*service.collections, REPLAYS)
        await store.declare(*collections, RECORDS, CONSUMED)
        relay = Relay(store, collections, self._publisher, self.metrics)
        aside = Aside()
        runtime = Runtime(store, self.clock, Publishing(self._source, self.clock, relay), self.metrics, aside)
        app.state.deps = deps = service.build(runtime)
        app.state.replays = known = runtime.repository(REPLAYS, Replay)
        app.state.copies = service.copies
        gate = Gate(known)
        consumer = self._consumer(deps)
        runner = self._runner(known, consumer)
        await relay.start()
        jobs = (
            *service.jobs,
            Job[D]("idempotency-purge", 600.0, lambda _: _discard(purge_idempotency(store))),
            Job[D]("queue-depths", QUEUE_DEPTHS_SECONDS, lambda _: self.readiness.measure_queues()),
            Job[D]("replays", REPLAY_SECONDS, lambda _: runner.step()),
        )
        tasks = [asyncio.create_task(_repeat(job, deps), name=job.name) for job in jobs]
        consuming = asyncio.create_task(self._consume(consumer, gate), name="consumer")
        try:
            yield
        finally:
            consuming.cancel()
            await asyncio.gather(consuming, return_exceptions=True)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await relay.stop()
            await self._publisher.stop()
            await aside.close()
            await store.close()

    @property
    def _source(self) -> str:
        return source_of(self.deployment.partner, self.deployment.service)

    def _senders(self) -> Senders:
        settings = self.service.settings
        # A copy on the retry ladder comes back from our own user, whoever that is.
        trusted = frozenset({self.deployment.user, self._publisher.user, settings.ops_user})
        return Senders(trusted, settings.federated, check=settings.sender_check == "strict")

    def _consumer(self, deps: D) -> Consumer[D]:
        return Consumer(
            queue=self.deployment.queue,
            listens=self.service.listens,
            deps=deps,
            publisher=self._publisher,
            metrics=self.metrics,
            schemes=self.service.settings.schemes,
            senders=self._senders(),
        )

    def _runner(self, known: Repository[Replay], consumer: Consumer[D]) -> ReplayRunner[D]:
        """Who reads the log again. Copies are made over a store of their own, and publish nothing."""
        workshop = Workshop(
            listens=self.service.listens,
            senders=self._senders(),
            schemes=frozenset(self.service.settings.schemes),
            copies=self.service.copies,
            build=lambda store: self.service.build(Runtime(store, self.clock, Publishing(self._source, self.clock))),
        )
        return ReplayRunner(
            replays=known,
            store=self.store,
            events=EventLog(self.service.settings.amqp_url, f"{self.deployment.user} replay"),
            queue=self.deployment.queue,
            publisher=self._publisher,
            consumer=consumer,
            workshop=workshop,
        )

    async def _consume(self, consumer: Consumer[D], gate: Gate) -> None:
        """Connect, consume until cancelled, and let the handlers in progress finish; rest while copies are made anew."""
        settings = self.service.settings
        await self._connect(self._publisher.start)
        while True:
            self.readiness.resting = await gate.look()
            await gate.wait_open()
            self.readiness.resting = False
            broker = make_broker(
                settings.amqp_url,
                queue=self.deployment.queue,
                prefetch=settings.prefetch,
                name=f"{self.deployment.user} consumer",
                handle=consumer.handle,
            )
            try:
                await self._connect(broker.start)
                self.readiness.consuming = True
                await gate.wait_closed()
                self.readiness.resting = True
            finally:
                self.readiness.consuming = False
                await broker.stop()

    async def _connect(self, connect: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                return await connect()
            except (*BROKEN, UnavailableError) as error:
                if is_cancelled():
                    raise asyncio.CancelledError from error
                log.warning("RabbitMQ is not ready, trying again: %r", error)
                await asyncio.sleep(CONNECT_PAUSE_SECONDS)


@functools.cache
def _calm_collector() -> None:
    """Once per process: what was made while it started is never garbage, and what a message makes mostly frees itself. The
    collector's defaults cost an eighth of a busy service's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


async def _repeat(job: Job[D], deps: D) -> None:
    while True:
        try:
            await job.run(deps)
        except EssaimError as error:
            log.warning("the job %s failed and is repeated: %s", job.name, error)
        # A bug in one run must not end the job for ever.
        except Exception:
            log.exception("the job %s failed and is repeated", job.name)
        if is_cancelled():
            raise asyncio.CancelledError
        await asyncio.sleep(job.every_seconds)


async def _discard(result: Awaitable[object]) -> None:
    await result
