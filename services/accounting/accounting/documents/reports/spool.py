"""Lines sorted by account in bounded memory: they come by date, and leave account by account, each account's by date.

Blocks of lines are put into one temporary file, which has no name and goes when it is closed; small ledgers never touch the disk.
"""

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from accounting.domain.reports.ledger_line import LedgerLine

BLOCK = 100
"""Lines of an account that are kept until they are written together."""
IN_MEMORY_BYTES = 4_000_000


@contextmanager
def open_spool(in_memory_bytes: int = IN_MEMORY_BYTES) -> "Iterator[Spool]":
    """A spool that is gone afterwards; beyond so many bytes it is on the disk."""
    with tempfile.SpooledTemporaryFile(max_size=in_memory_bytes) as file:
        yield Spool(file)


class Spool:
    """Put lines in, then take them account by account. Memory: one block per account, and the places of the others."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._waiting: dict[str, list[LedgerLine]] = {}
        self._places: dict[str, list[int]] = {}

    def put(self, line: LedgerLine) -> None:
        """Keep a line. Lines of one account are given back in the order they came."""
        waiting = self._waiting.setdefault(line.account, [])
        waiting.append(line)
        if len(waiting) == BLOCK:
            self._places.setdefault(line.account, []).append(self._file.tell())
            pickle.dump(waiting, self._file)
            waiting.clear()

    @property
    def accounts(self) -> list[str]:
        """All accounts that have lines, in the order of the chart."""
        return sorted(self._waiting)

    def take(self, account: str) -> Iterator[LedgerLine]:
        """The lines of an account. Nothing can be put in after it."""
        for place in self._places.get(account, []):
            self._file.seek(place)
            yield from pickle.load(self._file)
        yield from self._waiting.get(account, [])
