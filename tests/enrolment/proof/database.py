"""All that a deployment has stored, as it stands in its SQLite file: what no route and no repository leaves out."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from enrolment.collections import ALL

Document = dict[str, Any]
Key = tuple[str, str]
"""A collection and an id."""
Documents = dict[Key, Document]

_NAMES = tuple(one.name for one in ALL if one.name != "attachments")


class Database:
    """Read again and again: only what has another revision than before is read anew."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._known: Documents = {}

    def read(self) -> Documents:
        """Every document. Those that did not change are the same objects as before."""
        found: Documents = {}
        for name in _NAMES:
            for id_, revision in self._connection.execute(f'SELECT id, revision FROM "{name}"').fetchall():
                known = self._known.get((name, id_))
                if known is None or known["revision"] != revision:
                    known = self._body(name, id_)
                found[name, id_] = known
        self._known = found
        return found

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def _body(self, name: str, id_: str) -> Document:
        row = self._connection.execute(f'SELECT body FROM "{name}" WHERE id = ?', (id_,)).fetchone()
        document: Document = json.loads(row[0])
        return document


def states(documents: Documents, collection: str) -> dict[str, Document]:
    """The states of one collection, by id."""
    return {id_: document["state"] for (name, id_), document in documents.items() if name == collection}
