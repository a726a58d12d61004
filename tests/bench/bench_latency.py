"""From the command to its effect in another service: at a steady load, and one at a time.

The load is an open loop: a command every 5 ms, whatever became of those before. Each latency counts from the instant at which
the command *should* have been sent to the instant at which its effect was durable in the other process, so that a stall is
felt by everyone who would have come meanwhile (no coordinated omission). The floor is the same loop with bare aio-pika: publish
with a confirm, and one durable row in another process.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import closing

from essaim.cli.local.processes import LaunchError
from essaim.kit.store.errors import MissingError
from tests.bench import bodies
from tests.bench.drain import LOOK_SECONDS, Stored
from tests.bench.harness import Bench
from tests.bench.peers.rows import Rows
from tests.bench.toys import COMMANDED, LISTENING, command, running
from tests.bench.workers import Worker, bare, consuming, essaim, working
from tests.support import toy

NAME = "latency"
PER_SECOND = 200
SECONDS = 10
ROUNDS = 2
WARM = 200
"""The first events of a process are its slowest and are not what is asked for: they are sent, and not counted."""
COMMANDS = 300
DEADLINE_SECONDS = 10


async def measure(bench: Bench) -> None:
    """Four rows: p50 and p99 under load beside the floor, and one at a time."""
    own: list[list[float]] = []
    floor: list[list[float]] = []
    for number in range(ROUNDS):
        for worker, found in ((essaim(), own), (bare(), floor)):
            print(f"  round {number + 1} of {ROUNDS}: {worker.name}, {SECONDS} s", flush=True)
            found.append(await _under_load(bench, worker))
    what = f"command to effect in another process, {PER_SECOND} events/s"
    bench.latency(NAME, what, own, floor)
    bench.latency(NAME, "accepted command to effect in another service, one at a time", [await _one_at_a_time(bench)])


async def _under_load(bench: Bench, worker: Worker) -> list[float]:
    """Seconds for each event, in the order of sending."""
    path, effects = bench.fresh("rows.db"), bench.fresh("effects.json")
    Rows(path).close()
    with closing(Stored(path, worker.table)) as stored:
        async with working(bench, worker, path, effects) as processes:
            await consuming(bench, worker, processes)
            if worker.name == bare().name:
                intended = await _publish_bare(bench)
            else:
                intended = await _command(bench)
            async with asyncio.timeout(DEADLINE_SECONDS):
                while stored.so_far() < len(intended):
                    await asyncio.sleep(LOOK_SECONDS)
    instants: dict[str, float] = json.loads(effects.read_text())
    if missing := intended.keys() - instants.keys():
        raise LaunchError(f"{worker.name}: {len(missing)} events had no effect")
    return [instants[key] - at for key, at in intended.items()][WARM:]


async def _command(bench: Bench) -> dict[str, float]:
    async with running(bench, COMMANDED, "commanded") as here:
        keys = [f"l{number}" for number in range(PER_SECOND * SECONDS + WARM)]
        return dict(zip(keys, await _open_loop(len(keys), lambda number: command(here, keys[number])), strict=True))


async def _publish_bare(bench: Bench) -> dict[str, float]:
    events = bodies.make(PER_SECOND * SECONDS + WARM)
    async with bodies.publisher(bench) as publish:
        sent = await _open_loop(len(events), lambda number: publish([events[number]]))
        return dict(zip([body.id for body in events], sent, strict=True))


async def _open_loop(count: int, do: Callable[[int], Awaitable[None]]) -> list[float]:
    """Do it so many times, at the intended instants, which are returned."""
    began = time.monotonic()
    intended = [began + number / PER_SECOND for number in range(count)]
    async with asyncio.TaskGroup() as group:
        for number, at in enumerate(intended):
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            group.create_task(_do(do, number))
    return intended


async def _do(do: Callable[[int], Awaitable[None]], number: int) -> None:
    await do(number)


async def _one_at_a_time(bench: Bench) -> list[float]:
    async with running(bench, LISTENING, "listening") as there, running(bench, COMMANDED, "commanded") as here:
        seconds = []
        for number in range(COMMANDS):
            await command(here, f"o{number}")
            accepted = time.perf_counter()
            await _effect(there, f"o{number}")
            seconds.append(time.perf_counter() - accepted)
    return seconds


async def _effect(deps: toy.Deps, id_: str) -> None:
    async with asyncio.timeout(DEADLINE_SECONDS):
        while True:
            try:
                await deps.seen.get(id_)
                return
            except MissingError:
                await asyncio.sleep(0)
