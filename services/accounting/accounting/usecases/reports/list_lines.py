"""The lines that a selection takes, all of them, for a document that holds only so many."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.reports.ledger_line import LedgerLine, too_many_lines
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines


@dataclass(frozen=True)
class ListLines:
    """Which lines, and how many at most."""

    walk: WalkLines
    most: int


async def list_lines(command: ListLines, deps: Deps) -> list[LedgerLine]:
    """The lines by day. InputError when there are more."""
    lines: list[LedgerLine] = []
    async for line in walk_lines(command.walk, deps):
        if len(lines) == command.most:
            raise too_many_lines(command.most)
        lines.append(line)
    return lines
