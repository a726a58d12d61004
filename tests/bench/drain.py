"""How fast a queue that is full is drained: the same rule for everybody.

The queue is filled before the processes start. The clock runs from the first look at which effects are stored to the
first look at which all are; what was stored at the first look does not count. So the start of a process costs nobody
anything, and nothing of the contender has to be changed to be measured. Looks are 10 ms apart, each one step down an index.
Afterwards every event must be stored once, and the queue be empty: all was acknowledged.
"""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from aio_pika import connect

from essaim.cli.local.processes import LaunchError, Process
from tests.bench import bodies
from tests.bench.bodies import Body
from tests.bench.harness import Bench
from tests.bench.peers.rows import Rows
from tests.bench.workers import START_SECONDS, Worker, check_alive, send, working

LOOK_SECONDS = 0.01
DRAIN_SECONDS = 60.0


class Stored:
    """How many effects are stored in a file that other processes write. No row is ever deleted from it."""

    def __init__(self, path: Path, table: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._table = table

    def so_far(self) -> int:
        """The last row's number: one step, however many there are. 0 while there is no table."""
        try:
            row = self._connection.execute(f"SELECT max(rowid) FROM {self._table}").fetchone()
        except sqlite3.OperationalError:
            return 0
        return int(row[0] or 0)

    def exactly(self) -> int:
        """All rows, counted."""
        row = self._connection.execute(f"SELECT count(*) FROM {self._table}").fetchone()
        return int(row[0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


async def drain(bench: Bench, worker: Worker, events: Sequence[Body]) -> float:
    """Events per second. LaunchError when the worker does not start, ends, or leaves something undone."""
    path = bench.fresh("rows.db")
    # The file is there before several processes want to create it.
    Rows(path).close()
    if worker.client:
        await send(bench, worker, bodies.write_lines(bench.fresh("bodies.jsonl"), events), path)
    else:
        async with bodies.publisher(bench) as publish:
            await publish(events)
    try:
        with closing(Stored(path, worker.table)) as stored:
            async with working(bench, worker, path) as processes:
                rate = await _rate(stored, len(events), processes)
            if (found := stored.exactly()) != len(events):
                raise LaunchError(f"{worker.name} has stored {found} of {len(events)} events")
    finally:
        left = await clear(bench, worker.queue)
    if left:
        raise LaunchError(f"{worker.name} has left {left} messages unacknowledged")
    return rate


async def _rate(stored: Stored, wanted: int, processes: Sequence[Process]) -> float:
    deadline = time.perf_counter() + START_SECONDS
    while not (first := stored.so_far()):
        check_alive(processes)
        await _look_again(deadline, "stores nothing", processes)
    began = time.perf_counter()
    while stored.so_far() < wanted:
        await _look_again(began + DRAIN_SECONDS, f"has stored {stored.so_far()} of {wanted}", processes)
    return (wanted - first) / (time.perf_counter() - began)


async def _look_again(deadline: float, complaint: str, processes: Sequence[Process]) -> None:
    if time.perf_counter() > deadline:
        raise LaunchError(f"{processes[0].name} {complaint}:\n{processes[0].tail(5)}")
    await asyncio.sleep(LOOK_SECONDS)


async def clear(bench: Bench, name: str) -> int:
    """Leave an empty queue, and say how many messages were in it."""
    async with await connect(bench.broker.ops_url) as connection:
        channel = await connection.channel()
        queue = await channel.get_queue(name, ensure=False)
        return (await queue.purge()).message_count or 0
