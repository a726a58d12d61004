"""The floor of posting: the very same JSON documents inserted bare, by sqlite3, with the same durability and batch size.

Nothing is numbered, chained or checked. A second table has the indexes of the ledger, to see what they alone cost.
"""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from accounting.collections import LEDGER
from essaim.kit.store import sqlite_sql as sql
from essaim.kit.store.sqlite_commit import connect

Rows = Sequence[tuple[str, int, str]]
"""Id, revision and JSON, as the engine stores them."""


class Bare:
    """A file with one table; ``indexed`` gives it the ledger's indexes, otherwise it has only its primary key."""

    def __init__(self, path: Path, *, indexed: bool) -> None:
        self._connection = connect(path)
        collection = LEDGER if indexed else replace(LEDGER, indexes=())
        for statement in sql.declaration(collection):
            self._connection.execute(statement)
        self._insert = sql.insert(collection)

    def catch_up(self, ledger: Path) -> None:
        """Have what the ledger has and this has not: it is measured at the same size."""
        self._connection.execute("ATTACH ? AS real", (str(ledger),))
        missing = "SELECT id, revision, body FROM real.ledger WHERE id NOT IN (SELECT id FROM main.ledger)"
        self._connection.execute(f"INSERT INTO main.ledger {missing}")
        self._connection.execute("DETACH real")

    def insert(self, rows: Rows, batch: int) -> float:
        """Rows per second, with a commit for every ``batch`` of them."""
        began = time.perf_counter()
        for first in range(0, len(rows), batch):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(self._insert, rows[first : first + batch])
            self._connection.execute("COMMIT")
        return len(rows) / (time.perf_counter() - began)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def rows_behind(ledger: Path, sequence: int) -> Rows:
    """The stored documents of a ledger from behind this place of its chain."""
    connection = sqlite3.connect(ledger)
    try:
        found = connection.execute(
            "SELECT id, revision, body FROM ledger WHERE json_extract(body, '$.state.sequence') > ? ORDER BY id",
            (sequence,),
        )
        return [(str(id_), int(revision), str(body)) for id_, revision, body in found]
    finally:
        connection.close()
