"""The ledger: every event is written down when its command was accepted, and struck when its effect is seen.

A command names its event by account and sequence, and so does an effect. What is accepted and has no effect is
outstanding; what has two is doubled; what took effect and was never accepted is unknown.
"""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_TABLES = """
CREATE TABLE command (
    key TEXT PRIMARY KEY, account TEXT NOT NULL, amount INTEGER NOT NULL, sent_at REAL NOT NULL,
    sequence INTEGER, balance INTEGER, accepted_at REAL, UNIQUE (account, sequence)
);
CREATE TABLE effect (
    account TEXT NOT NULL, position INTEGER NOT NULL, sequence INTEGER NOT NULL, seen_at REAL NOT NULL,
    strict INTEGER NOT NULL, PRIMARY KEY (account, position)
);
CREATE INDEX effect_of ON effect (account, sequence);
"""
_OUTSTANDING = """
FROM command c WHERE accepted_at IS NOT NULL AND accepted_at <= ?
AND NOT EXISTS (SELECT 1 FROM effect e WHERE e.account = c.account AND e.sequence = c.sequence)
"""


class Ledger:
    """A context manager over one SQLite file, which stays for whoever wants to look into it afterwards."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {_TABLES}")
        self._positions: dict[str, int] = {}
        self.sent_count = self.accepted_count = self.effect_count = 0
        """Commands that were sent, commands with an answer, effects seen (doubled ones included)."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._db.close()

    def sent(self, key: str, account: str, amount: int) -> None:
        """A command is about to be sent."""
        self._db.execute(
            "INSERT INTO command (key, account, amount, sent_at) VALUES (?, ?, ?, ?)",
            (key, account, amount, time.monotonic()),
        )
        self.sent_count += 1

    def accepted(self, key: str, sequence: int, balance: int) -> None:
        """Its answer is here, so its event is owed from now on. sqlite3.IntegrityError when a sequence comes twice."""
        self._db.execute(
            "UPDATE command SET sequence = ?, balance = ?, accepted_at = ? WHERE key = ?",
            (sequence, balance, time.monotonic(), key),
        )
        self.accepted_count += 1

    def seen(self, account: str, sequences: Sequence[int], *, strict: bool) -> None:
        """The listener's whole list of an account; ``strict``: what is new in it had to come in order."""
        known = self._positions.get(account, 0)
        now = time.monotonic()
        rows = [(account, n, sequences[n], now, strict) for n in range(known, len(sequences))]
        self._db.executemany("INSERT INTO effect VALUES (?, ?, ?, ?, ?)", rows)
        self.effect_count += len(rows)
        self._positions[account] = max(known, len(sequences))

    def outstanding_count(self, until: float = float("inf")) -> int:
        """Events without effect, of those whose command was accepted until then."""
        return self._number(f"SELECT count(*) {_OUTSTANDING}", until)

    def outstanding(self) -> list[str]:
        """Events without effect, by name."""
        return self._names(f"SELECT c.account, c.sequence {_OUTSTANDING} ORDER BY 1, 2", float("inf"))

    def undecided(self) -> list[str]:
        """Commands that were sent and have no answer."""
        return [row[0] for row in self._db.execute("SELECT key FROM command WHERE accepted_at IS NULL")]

    def doubled(self) -> list[str]:
        """Events with more than one effect."""
        return self._names("SELECT account, sequence FROM effect GROUP BY 1, 2 HAVING count(*) > 1")

    def unknown(self) -> list[str]:
        """Effects of events that no accepted command stands for."""
        return self._names(
            "SELECT account, sequence FROM effect e WHERE NOT EXISTS"
            " (SELECT 1 FROM command c WHERE c.account = e.account AND c.sequence = e.sequence)"
        )

    def late(self, *, strict: bool) -> list[str]:
        """Effects after that of a newer event of the same account: where order had to be kept, or where it had not."""
        return self._names(
            "SELECT account, sequence FROM effect e WHERE strict = ? AND sequence <"
            " (SELECT max(sequence) FROM effect o WHERE o.account = e.account AND o.position < e.position)",
            strict,
        )

    def expected(self) -> dict[str, tuple[int, int, int]]:
        """Account to what was added in all, the last balance, and its sequence."""
        rows = self._db.execute(
            "SELECT account, sum(amount), balance, max(sequence) FROM command WHERE accepted_at IS NOT NULL GROUP BY 1"
        )
        return {row[0]: (row[1], row[2], row[3]) for row in rows}

    def slowest(self) -> float:
        """The longest time from an accepted command to its effect, in seconds; 0 when there is none."""
        found = self._db.execute(
            "SELECT max(e.seen_at - c.accepted_at) FROM effect e JOIN command c USING (account, sequence)"
        ).fetchone()[0]
        return max(float(found or 0), 0.0)

    def _number(self, query: str, *values: object) -> int:
        return int(self._db.execute(query, values).fetchone()[0])

    def _names(self, query: str, *values: object) -> list[str]:
        return [f"{row[0]}#{row[1]}" for row in self._db.execute(query, values)]
