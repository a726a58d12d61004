"""Worker processes: started, asked whether they consume, stopped."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aio_pika import connect

from essaim.cli.local.processes import LaunchError, Process, base_environment
from tests.bench.harness import Bench
from tests.bench.peers.effects import VARIABLE as EFFECTS
from tests.bench.peers.rows import TABLE
from tests.bench.peers.setup import Setup
from tests.bench.replica import SENDER_CHECK, TABLE as DOCUMENTS
from tests.bench.toys import LISTENING, PREFETCH

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench" / "bin"
START_SECONDS = 30.0
STOP_SECONDS = 30.0
"""Celery takes ten to end, and sends its last acknowledgements then."""


@dataclass(frozen=True)
class Worker:
    """How one contender's processes are started, and where its effects are seen."""

    name: str
    command: tuple[str, ...]
    prefetch: int = PREFETCH
    processes: int = 1
    table: str = TABLE
    queue: str = LISTENING.queue
    client: tuple[str, ...] = ()
    """The command that sends a file of bodies in its own format; empty for who takes the events as they are."""

    def setup(self, bench: Bench, rows: Path) -> Setup:
        """A client of its own declares what it needs, as ops; all others are confined like the listening deployment."""
        url = bench.broker.ops_url if self.client else bench.broker.url(LISTENING)
        return Setup(url, self.queue, rows, self.prefetch)


def essaim(prefetch: int = PREFETCH, replicas: int = 1) -> Worker:
    """The kit: exactly-once effect, order per subject, validated, sender checked."""
    name = f"Essaim, prefetch {prefetch}, {replicas} process{'es' if replicas > 1 else ''}"
    return Worker(name, (sys.executable, "-m", "tests.bench.replica"), prefetch, replicas, table=DOCUMENTS)


def bare(prefetch: int = PREFETCH, processes: int = 1, *, commit: str = "each") -> Worker:
    """Bare aio-pika; ``commit`` is ``each`` row for itself, or what has gathered as a ``group``."""
    name = (
        f"bare aio-pika, commit per {'row' if commit == 'each' else commit}, prefetch {prefetch}, {processes} process"
    )
    return Worker(name, (sys.executable, "-m", "tests.bench.peers.bare_worker", commit), prefetch, processes)


@asynccontextmanager
async def working(
    bench: Bench, worker: Worker, rows: Path, effects: Path | None = None
) -> AsyncIterator[list[Process]]:
    """The processes of a worker. They were told to end, and have, when this is left."""
    environment = {
        **base_environment(),
        **worker.setup(bench, rows).environment(),
        SENDER_CHECK: bench.broker.sender_check,
        **({EFFECTS: str(effects)} if effects else {}),
    }
    log = rows.with_suffix(".log")
    processes = [
        Process(worker.name, worker.command, log=log, env=environment, cwd=ROOT) for _ in range(worker.processes)
    ]
    for one in processes:
        one.start()
    try:
        yield processes
    finally:
        await asyncio.gather(*(one.stop(STOP_SECONDS) for one in processes))


async def send(bench: Bench, worker: Worker, file: Path, rows: Path) -> None:
    """Let the worker's own client send the bodies of a file. LaunchError when it cannot."""
    environment = {**base_environment(), **worker.setup(bench, rows).environment()}
    log = file.with_suffix(".log")
    process = Process(worker.name, (*worker.client, str(file)), log=log, env=environment, cwd=ROOT)
    process.start()
    while process.running:
        await asyncio.sleep(0.02)
    if process.exit_code != 0:
        raise LaunchError(f"{worker.name} could not send:\n{process.tail(5)}")


def check_alive(processes: Sequence[Process]) -> None:
    """LaunchError when one has ended by itself."""
    for one in processes:
        if not one.running:
            raise LaunchError(f"{one.name} has ended:\n{one.tail(5)}")


async def consuming(bench: Bench, worker: Worker, processes: Sequence[Process]) -> None:
    """Return when the broker sees all of them consume. LaunchError when that does not happen."""
    deadline = time.monotonic() + START_SECONDS
    async with await connect(bench.broker.ops_url) as connection:
        channel = await connection.channel()
        while True:
            check_alive(processes)
            state = (await channel.declare_queue(worker.queue, passive=True)).declaration_result
            if (state.consumer_count or 0) >= worker.processes:
                return
            if time.monotonic() > deadline:
                raise LaunchError(f"{worker.name} does not consume")
            await asyncio.sleep(0.05)
