"""The floor of what is stored: the very same JSON documents written bare by sqlite3, with the same durability and indexes.

Nothing is read, numbered, checked, decoded or encoded. A commit holds the documents of one invoice, or of as many as there are
callers at once: that is what the store makes of them.
"""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from essaim.kit.store import sqlite_sql as sql
from essaim.kit.store.port import Collection
from essaim.kit.store.sqlite_commit import connect

Row = tuple[str, int, str]
"""Id, revision and JSON, as the engine stores them."""


class Bare:
    """A file of its own with some of the tables of another one; ``close`` it."""

    def __init__(self, path: Path, live: Path, *collections: Collection) -> None:
        self._connection = connect(path)
        self._tables = [one.name for one in collections]
        for collection in collections:
            for statement in sql.declaration(collection):
                self._connection.execute(statement)
        self._connection.execute("ATTACH ? AS live", (str(live),))

    def catch_up(self) -> None:
        """Have what the other file has: it is measured at the same size."""
        for table in self._tables:
            self._connection.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM live.{table}")

    def behind(self, table: str) -> list[Row]:
        """What the other file has and this has not, in the order of its coming."""
        found = self._connection.execute(
            f"SELECT id, revision, body FROM live.{table} WHERE id NOT IN (SELECT id FROM main.{table}) ORDER BY rowid"
        )
        return [(str(id_), int(revision), str(body)) for id_, revision, body in found]

    def row(self, table: str, id_: str) -> Row:
        """One document of the other file."""
        found = self._connection.execute(f"SELECT id, revision, body FROM live.{table} WHERE id = ?", (id_,)).fetchone()
        return str(found[0]), int(found[1]), str(found[2])

    def write(self, groups: Sequence[Sequence[tuple[str, Row]]], batch: int) -> float:
        """Groups of documents per second, a commit for every ``batch`` of them."""
        began = perf_counter()
        for first in range(0, len(groups), batch):
            self._connection.execute("BEGIN IMMEDIATE")
            for group in groups[first : first + batch]:
                for table, row in group:
                    self._connection.execute(f"INSERT OR REPLACE INTO main.{table} VALUES (?, ?, ?)", row)
            self._connection.execute("COMMIT")
        return len(groups) / (perf_counter() - began)

    def close(self) -> None:
        """Close both files."""
        self._connection.close()
