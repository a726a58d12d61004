"""The embedded engine: one SQLite file per deployment, shared by its replicas, documents as JSON, real indexes.

One thread writes (``sqlite_commit``: group commit) and one reads, each on its own connection, so that a read never waits
for a write: that is what WAL is for. What a caller was told is written, its next read sees.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import orjson

from essaim.kit.store import sqlite_sql as sql
from essaim.kit.store.conditions import check_collection, check_query, dump
from essaim.kit.store.errors import DuplicateError, MissingError, RevisionConflictError, StoreUnavailableError
from essaim.kit.store.port import Collection, Document, Found, Order, Position, Where
from essaim.kit.store.positions import position_of
from essaim.kit.store.sqlite_commit import GroupCommit, Work, connect

T = TypeVar("T")


class SqliteStore:
    """See ``port.Store`` for what it guarantees. ``insert_many`` is all or nothing here."""

    engine = "sqlite"

    def __init__(
        self, path: Path, writing: sqlite3.Connection, reading: sqlite3.Connection, getting: sqlite3.Connection
    ) -> None:
        self._path = path
        self._writer = GroupCommit(writing, path.name)
        self._reading = reading
        self._getting = getting
        self._reader = ThreadPoolExecutor(1, thread_name_prefix=f"sqlite-reader-{path.name}")
        self._closed = False

    @classmethod
    async def open(cls, path: str | Path) -> "SqliteStore":
        """Open or create the file. StoreUnavailableError when that is not possible."""
        file = Path(path)
        try:
            await asyncio.to_thread(file.parent.mkdir, parents=True, exist_ok=True)
            writing = await asyncio.to_thread(connect, file)
            reading = await asyncio.to_thread(connect, file)
            getting = await asyncio.to_thread(connect, file)
        except (OSError, sqlite3.Error) as error:
            raise StoreUnavailableError(f"{path} cannot be opened: {error}") from error
        return cls(file, writing, reading, getting)

    async def declare(self, *collections: Collection) -> None:
        """Create what is missing: tables and indexes. DuplicateError when stored documents break a new unique index."""
        for collection in collections:
            check_collection(collection)

        def work(connection: sqlite3.Connection) -> None:
            for collection in collections:
                try:
                    for statement in sql.declaration(collection):
                        connection.execute(statement)
                except sqlite3.IntegrityError as error:
                    raise DuplicateError(collection.name, "(stored)", sql.index_of(collection, error)) from error

        await self._write(work, single=False)

    async def insert(self, collection: Collection, document: Document) -> Document:
        """Store a new document."""
        return (await self.insert_many(collection, [document]))[0]

    async def insert_many(self, collection: Collection, documents: Sequence[Document]) -> tuple[Document, ...]:
        """Store new documents, all or none."""
        stored = tuple({**document, "revision": 1} for document in documents)
        bodies = [dump(collection, document) for document in stored]
        rows = [(document["id"], 1, body) for document, body in zip(stored, bodies, strict=True)]
        statement = sql.insert(collection)

        def work(connection: sqlite3.Connection) -> None:
            for row in rows:
                try:
                    connection.execute(statement, row)
                except sqlite3.IntegrityError as error:
                    raise _duplicate(connection, collection, row[0], error) from error

        def together(connection: sqlite3.Connection) -> None:
            try:
                connection.executemany(statement, rows)
            except sqlite3.IntegrityError:
                # Which row it was is only told one by one; what stands already is undone with this savepoint.
                connection.execute("ROLLBACK TO one")
                work(connection)

        await self._write(work if len(rows) == 1 else together, single=len(rows) == 1)
        return stored

    async def get(self, collection: Collection, id_: str) -> Document:
        """The document."""
        self._check_open()
        # Here and not in the reader's thread: one step down the primary key costs a fifth of the way there and back.
        try:
            row = self._getting.execute(sql.get(collection), (id_,)).fetchone()
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path.name}: {error}") from error
        if row is None:
            raise MissingError(collection.name, id_)
        return _document(row)

    async def replace(self, collection: Collection, document: Document, *, expected_revision: int) -> Document:
        """Replace the document when its stored revision is the expected one."""
        stored = {**document, "revision": expected_revision + 1}
        row = (expected_revision + 1, dump(collection, stored), document["id"], expected_revision)
        statement = sql.replace(collection)

        def work(connection: sqlite3.Connection) -> None:
            try:
                if connection.execute(statement, row).rowcount == 0:
                    _explain_miss(connection, collection, document["id"])
            except sqlite3.IntegrityError as error:
                raise DuplicateError(collection.name, document["id"], sql.index_of(collection, error)) from error

        await self._write(work, single=True)
        return stored

    async def find(
        self,
        collection: Collection,
        where: Where | None = None,
        *,
        order_by: Sequence[Order] = (),
        limit: int = 100,
        after: Position | None = None,
    ) -> Found:
        """Documents that satisfy all conditions, ordered."""
        check_query(collection, where or {}, order_by, limit, after)
        statements = sql.find(collection, where or {}, order_by, after)

        def work(connection: sqlite3.Connection) -> list[Document]:
            found: list[Document] = []
            for text, values in statements:
                found += map(_document, connection.execute(text, [*values, limit + 1 - len(found)]))
                if len(found) > limit:
                    break
            return found

        found = await self._read(work)
        documents = tuple(found[:limit])
        return Found(documents, position_of(documents[-1], order_by) if len(found) > limit else None)

    async def count(self, collection: Collection, where: Where | None = None) -> int:
        """How many documents satisfy all conditions."""
        check_query(collection, where or {})
        statement, values = sql.count(collection, where or {})
        row = await self._read(lambda connection: connection.execute(statement, values).fetchone())
        return int(row[0])

    async def delete(self, collection: Collection, id_: str, *, expected_revision: int) -> None:
        """Remove the document when its revision is the expected one."""
        statement = sql.delete(collection)

        def work(connection: sqlite3.Connection) -> None:
            if connection.execute(statement, (id_, expected_revision)).rowcount == 0:
                _explain_miss(connection, collection, id_)

        await self._write(work, single=True)

    async def explain(self, collection: Collection, where: Where, *, order_by: Sequence[Order] = ()) -> str:
        """SQLite's query plan, one step per line."""
        check_query(collection, where, order_by)
        return await self._explain(collection, where, order_by, None)

    async def explain_page(
        self, collection: Collection, where: Where, *, order_by: Sequence[Order], after: Position
    ) -> str:
        """SQLite's query plans for a page behind a position, one step per line. Not part of the port."""
        check_query(collection, where, order_by, after=after)
        return await self._explain(collection, where, order_by, after)

    async def _explain(
        self, collection: Collection, where: Where, order_by: Sequence[Order], after: Position | None
    ) -> str:
        statements = sql.find(collection, where, order_by, after)

        def work(connection: sqlite3.Connection) -> list[str]:
            plans = (connection.execute(f"EXPLAIN QUERY PLAN {text}", [*values, 100]) for text, values in statements)
            return [str(row[3]) for plan in plans for row in plan]

        return "\n".join(await self._read(work))

    async def ping(self) -> None:
        """A read of the file."""
        await self._read(lambda connection: connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())

    async def close(self) -> None:
        """Commit what was accepted, end the threads, close the file."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(self._reader.shutdown)
        self._reading.close()
        self._getting.close()

    async def _write(self, work: Work, *, single: bool) -> None:
        self._check_open()
        await self._writer.write(work, single=single)

    async def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._check_open()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._reader, work, self._reading)
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path.name}: {error}") from error

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailableError(f"{self._path.name} is closed")


def _explain_miss(connection: sqlite3.Connection, collection: Collection, id_: str) -> None:
    if connection.execute(sql.get(collection), (id_,)).fetchone() is None:
        raise MissingError(collection.name, id_)
    raise RevisionConflictError(collection.name, id_)


def _duplicate(
    connection: sqlite3.Connection, collection: Collection, id_: str, error: sqlite3.IntegrityError
) -> DuplicateError:
    """The id comes first when it exists already: then its keys do as well, and SQLite may have named any."""
    exists = connection.execute(sql.get(collection), (id_,)).fetchone() is not None
    return DuplicateError(collection.name, id_, "id" if exists else sql.index_of(collection, error))


def _document(row: tuple[str]) -> Document:
    document: Document = orjson.loads(row[0])
    return document
