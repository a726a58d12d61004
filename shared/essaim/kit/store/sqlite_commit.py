"""Group commit: one thread that writes for everybody, one transaction for everything that waits.

A write that fails fails for its caller only: SQLite undoes a single statement by itself, and several run in a savepoint.
Callers are answered after COMMIT, which with ``synchronous=FULL`` is after the fsync. While one batch is on its way to the
disk, the next one gathers.
"""

import asyncio
import contextlib
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from essaim.kit.errors import EssaimError
from essaim.kit.store.errors import StoreUnavailableError

BATCH = 500
BUSY_SECONDS = 30.0
Work = Callable[[sqlite3.Connection], None]
Job = tuple[Work, bool, "asyncio.Future[None]"]
Answer = tuple["asyncio.Future[None]", BaseException | None]


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the settings that durability needs. Waits for other processes, and raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        # What was erased is overwritten with zeros, not only marked as free, which is the default of other builds (GDPR-02).
        connection.execute("PRAGMA secure_delete=ON")
        # A large collection dirties more index pages in a batch than the 2 MB that SQLite keeps by itself, and moves them
        # from the log into the file every 4 MB: 16 MB of each, for half the time of a write among many.
        connection.execute("PRAGMA cache_size=-16384")
        connection.execute("PRAGMA wal_autocheckpoint=4000")
        _use_wal(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait by itself when several processes switch a new file to WAL at once: one gets it, all others
    are told that it is locked."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


class GroupCommit:
    """The writing side of one file."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run_forever, name=f"sqlite-writer-{name}", daemon=True)
        self._thread.start()

    async def write(self, work: Work, *, single: bool) -> None:
        """Return when the work is on the disk. ``single``: it writes by one statement. Raises what it raises;
        StoreUnavailableError when SQLite cannot write."""
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._jobs.put((work, single, answer))
        await answer

    def close(self) -> None:
        """Write what was accepted, end the thread, close the connection. Blocks."""
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run_forever(self) -> None:
        job = self._jobs.get()
        while job is not None:
            batch = [job]
            job = None
            while len(batch) < BATCH and (job := self._next()) is not None:
                batch.append(job)
            _answer(_commit(self._connection, batch))
            job = self._jobs.get()

    def _next(self) -> Job | None:
        """The next job if one waits. The sentinel of ``close`` goes back: it ends the thread after the batch."""
        try:
            job = self._jobs.get_nowait()
        except queue.Empty:
            return None
        if job is None:
            self._jobs.put(None)
        return job


def _commit(connection: sqlite3.Connection, batch: list[Job]) -> list[Answer]:
    try:
        connection.execute("BEGIN IMMEDIATE")
        answers = [
            (answer, (_run if single else _run_in_savepoint)(connection, work)) for work, single, answer in batch
        ]
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        return [(answer, StoreUnavailableError(f"SQLite does not write: {error}")) for _, _, answer in batch]
    return answers


def _run(connection: sqlite3.Connection, work: Work) -> BaseException | None:
    try:
        work(connection)
    except EssaimError as error:
        return error
    except sqlite3.Error as error:
        return StoreUnavailableError(f"SQLite refuses: {error}")
    # Whatever else goes wrong with one write is a bug of its caller, and must neither end the thread nor undo the others.
    except Exception as error:
        return error
    return None


def _run_in_savepoint(connection: sqlite3.Connection, work: Work) -> BaseException | None:
    connection.execute("SAVEPOINT one")
    failure = _run(connection, work)
    if failure is not None:
        connection.execute("ROLLBACK TO one")
    connection.execute("RELEASE one")
    return failure


def _answer(answers: list[Answer]) -> None:
    """Wake each event loop once. One that is closed has nobody left who waits."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Answer]] = {}
    for answer in answers:
        by_loop.setdefault(answer[0].get_loop(), []).append(answer)
    for loop, of_loop in by_loop.items():
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, of_loop)


def _settle(answers: list[Answer]) -> None:
    for future, failure in answers:
        if future.cancelled():
            continue
        if failure is None:
            future.set_result(None)
        else:
            future.set_exception(failure)
