"""The letters of a file: which lines settle each other, told as soon as their sum is zero.

Memory follows the groups that are still open. What another software lettered on accounts that are not lettered here, or
without settling, is counted and left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounting.domain.fec_import.accounts import AccountMap
from accounting.domain.fec_import.history import entry_lines
from accounting.domain.fec_import.line import FileLine
from accounting.domain.lettering import LETTERED_ACCOUNTS, MOST_LINES

MOST_OPEN_LINES = 500_000


@dataclass(frozen=True)
class Settled:
    """Lines that settle each other, by the key of their entry and their place in it, with the letters they had."""

    code: str
    lettered_on: date | None
    lines: tuple[tuple[str, int], ...]


@dataclass
class _Group:
    cents: int = 0
    lettered_on: date | None = None
    lines: list[tuple[str, int]] = field(default_factory=list)


class LetterGroups:
    """Takes entries in the order of the file. ``left_count`` is how many lettered lines have found no group so far."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str, str], _Group] = {}
        self._waiting = 0
        self._left = 0

    @property
    def left_count(self) -> int:
        """Lines that keep no letters."""
        return self._left + self._waiting

    def add(self, key: str, lines: Sequence[FileLine], accounts: AccountMap) -> Iterator[Settled]:
        """The groups that this entry settles. Places are those of the entry as ``history_draft`` makes it."""
        place = 0
        for line in lines:
            for one in entry_lines(line, accounts):
                if line.lettering:
                    party = one.auxiliary.account if one.auxiliary else ""
                    yield from self._take((one.account, party, line.lettering), line, one.balance_cents, (key, place))
                place += 1

    def _take(
        self, group_key: tuple[str, str, str], line: FileLine, cents: int, where: tuple[str, int]
    ) -> Iterator[Settled]:
        if not group_key[0].startswith(LETTERED_ACCOUNTS) or self._waiting >= MOST_OPEN_LINES:
            self._left += 1
            return
        group = self._open.setdefault(group_key, _Group())
        group.cents += cents
        group.lettered_on = line.lettered_on or group.lettered_on
        group.lines.append(where)
        self._waiting += 1
        if len(group.lines) > MOST_LINES:
            self._drop(group_key)
        elif group.cents == 0 and len(group.lines) > 1:
            del self._open[group_key]
            self._waiting -= len(group.lines)
            yield Settled(group_key[2], group.lettered_on, tuple(group.lines))

    def _drop(self, group_key: tuple[str, str, str]) -> None:
        count = len(self._open.pop(group_key).lines)
        self._waiting -= count
        self._left += count
