"""One durable row per message: SQLite, WAL, ``synchronous=FULL``, a commit of its own for each row.

The same for the floor and for every peer. Rows are keyed by the event's id, so that a redelivery adds none.
"""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TABLE = "effect"
BUSY_SECONDS = 30.0
_INSERT = f"INSERT OR IGNORE INTO {TABLE} (id, body) VALUES (?, ?)"


class Rows:
    """The table, for one thread."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute(
            f"CREATE TABLE IF NOT EXISTS {TABLE} (id TEXT PRIMARY KEY NOT NULL, body BLOB NOT NULL)"
        )

    def insert(self, id_: str, body: bytes) -> None:
        """Returns when the row is on the disk."""
        self.connection.execute(_INSERT, (id_, body))

    def insert_all(self, rows: list[tuple[str, bytes]]) -> None:
        """Returns when all of them are, in one commit."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_INSERT, rows)
        self.connection.execute("COMMIT")

    def delete(self, id_: str) -> None:
        """Returns when the row is gone from the disk."""
        self.connection.execute(f"DELETE FROM {TABLE} WHERE id = ?", (id_,))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


class WriterThread:
    """The table, for an event loop: one thread that commits each row before it takes the next."""

    def __init__(self, path: Path) -> None:
        self.rows = Rows(path)
        self._thread = ThreadPoolExecutor(1)

    async def insert(self, id_: str, body: bytes) -> None:
        """Returns when the row is on the disk."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.rows.insert, id_, body)

    async def delete(self, id_: str) -> None:
        """Returns when the row is gone from the disk."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.rows.delete, id_)

    def close(self) -> None:
        """End the thread and close the file."""
        self._thread.shutdown()
        self.rows.close()


class GroupWriter:
    """The table, for an event loop: what gathers while one commit is on its way to the disk goes into the next one."""

    def __init__(self, path: Path) -> None:
        self.rows = Rows(path)
        self._thread = ThreadPoolExecutor(1)
        self._waiting: list[tuple[tuple[str, bytes], asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def insert(self, id_: str, body: bytes) -> None:
        """Returns when the row is on the disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(((id_, body), done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            group, self._waiting = self._waiting, []
            await loop.run_in_executor(self._thread, self.rows.insert_all, [row for row, _ in group])
            for _, done in group:
                if not done.done():
                    done.set_result(None)
        self._writing = None

    def close(self) -> None:
        """End the thread and close the file."""
        self._thread.shutdown()
        self.rows.close()
