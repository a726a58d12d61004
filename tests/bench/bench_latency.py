"""From the accepted command to its effect in another service: one at a time, on an idle suite."""

import asyncio
import time

from essaim.kit.store.errors import MissingError
from tests.bench.harness import Bench
from tests.bench.toys import COMMANDED, LISTENING, command, running
from tests.support import toy

COMMANDS = 300
DEADLINE_SECONDS = 10


async def measure(bench: Bench) -> None:
    """Two rows: p50 and p99."""
    async with running(bench, LISTENING, "latency-b") as there, running(bench, COMMANDED, "latency-a") as here:
        seconds = []
        for number in range(COMMANDS):
            await command(here, f"l{number}")
            accepted = time.perf_counter()
            await _effect(there, f"l{number}")
            seconds.append(time.perf_counter() - accepted)
    bench.latency("accepted command to effect in another service", seconds)


async def _effect(deps: toy.Deps, id_: str) -> None:
    async with asyncio.timeout(DEADLINE_SECONDS):
        while True:
            try:
                await deps.seen.get(id_)
                return
            except MissingError:
                await asyncio.sleep(0)
