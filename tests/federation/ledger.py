"""The two services of a federation test: each announces what its counters do, and writes down what it hears, in order.

Adding up is not idempotent by itself, so an event that takes effect twice shows in the sequences, and so does one that is lost.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from essaim.kit.aggregate import Change, aggregate
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.listens import Listens, Received, listen
from essaim.kit.repository import Repository
from essaim.kit.service import Runtime, Service, create_service
from essaim.kit.settings import ServiceSettings
from tests.federation.buses import Bus
from tests.support.polling import eventually
from tests.support.toy import COUNTERS, Counter, CounterIncreased


@dataclass(frozen=True)
class Heard:
    """What one counter is known to have done: the sequences of its events, in the order in which they took effect."""

    sequences: tuple[int, ...] = ()


HEARD = aggregate("heard")


@dataclass(frozen=True)
class Deps:
    """A side's own counters, and what it heard."""

    counters: Repository[Counter]
    heard: Repository[Heard]


async def on_increased(received: Received[CounterIncreased], deps: Deps, cause: Cause) -> None:
    """Write it down."""
    sequence = received.envelope.sequence
    id_ = received.data.counter_id
    await deps.heard.put(id_, lambda old: Change(Heard((*(old or Heard()).sequences, sequence))), cause)


LISTENS: Listens[Deps] = Listens(listen(CounterIncreased, on_increased))


@asynccontextmanager
async def service(bus: Bus, directory: Path, speaks_for: dict[str, tuple[str, ...]]) -> AsyncIterator[FastAPI]:
    """The service of a bus, once it is ready; ``speaks_for`` is its setting ``federated``."""
    settings = ServiceSettings(
        partner=bus.deployment.partner,
        store_url=f"sqlite:///{directory / bus.name}.db",
        amqp_url=bus.url(bus.deployment),
        jwks=str(directory / "none.json"),
        token_issuer="nobody",
        federated=speaks_for,
    )
    app = create_service(
        Service(
            name=bus.deployment.service,
            settings=settings,
            collections=(COUNTERS, HEARD),
            build=_deps,
            routers=(),
            listens=LISTENS,
        )
    )
    async with app.router.lifespan_context(app):
        await eventually(lambda: _ready(app), "readiness")
        yield app


def _deps(runtime: Runtime) -> Deps:
    return Deps(runtime.repository(COUNTERS, Counter), runtime.repository(HEARD, Heard))


async def _ready(app: FastAPI) -> bool:
    for check in app.state.checks.values():
        try:
            await check()
        except Exception:
            return False
    return True


def _changed(change: Change[Counter], _: Counter) -> Change[Counter]:
    return change


class Counting:
    """Counters of one side that grow, side by side, each one step after the other."""

    def __init__(self, app: FastAPI, name: str, counters: int, steps: int) -> None:
        self._deps: Deps = app.state.deps
        self._names = [f"{name}-{n}" for n in range(counters)]
        self._steps = steps
        self.done = 0
        """Events announced so far."""

    @property
    def expected(self) -> dict[str, list[int]]:
        """What whoever hears all of it has heard, whatever the order."""
        return {name: list(range(1, self._steps + 1)) for name in self._names}

    async def run(self, pause: float) -> None:
        """Count to the end."""
        await asyncio.gather(*(self._count(name, pause) for name in self._names))

    async def _count(self, name: str, pause: float) -> None:
        announced = CounterIncreased(counter_id=name, by=1)
        await self._deps.counters.add(name, Counter("ada", 1), fresh_cause("ada"), events=(announced,))
        self.done += 1
        for total in range(2, self._steps + 1):
            await asyncio.sleep(pause)
            change = Change(Counter("ada", total), (announced,))
            await self._deps.counters.change(name, partial(_changed, change), fresh_cause("ada"))
            self.done += 1

    async def heard_by(self, app: FastAPI) -> dict[str, tuple[int, ...]]:
        """What a side has heard of these counters, in its order."""
        deps: Deps = app.state.deps
        return {one.id: one.state.sequences for one in await deps.heard.all() if one.id in self._names}

    async def late_at(self, app: FastAPI) -> list[str]:
        """Counters of which a side has heard something after what came later."""
        found = await self.heard_by(app)
        return [name for name, sequences in found.items() if list(sequences) != sorted(sequences)]

    async def heard_once(self, app: FastAPI) -> bool:
        """Whether a side has heard each event once."""
        found = await self.heard_by(app)
        return {name: sorted(sequences) for name, sequences in found.items()} == self.expected
