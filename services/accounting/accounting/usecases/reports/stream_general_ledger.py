"""The general ledger account by account, each line with the balance after it: for a CSV of any length, in flat memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.reports.spool import open_spool
from accounting.domain.reports.labels import Labels, label_in
from accounting.domain.reports.ledger_line import Selection, too_many_lines
from accounting.domain.reports.running import AccountBlock, Running
from accounting.domain.reports.span import Span
from accounting.domain.reports.trial_balance import Sides
from accounting.usecases.ledger.read_openings import ReadOpenings, read_openings
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines


@dataclass(frozen=True)
class StreamGeneralLedger:
    """Whose, which days, which lines. ``most`` bounds how many lines are taken, for a document that holds no more."""

    siren: str
    span: Span
    selection: Selection
    labels: Labels
    most: int | None = None


async def stream_general_ledger(command: StreamGeneralLedger, deps: Deps) -> AsyncIterator[AccountBlock | Running]:
    """Each account, then its lines by day. InputError when there are more lines than ``most``, before anything is given."""
    openings = await read_openings(ReadOpenings(command.siren, command.span, command.selection), deps)
    moved: dict[str, Sides] = {}
    count = 0
    with open_spool() as spool:
        walk = WalkLines(command.siren, command.span.starts_on, command.span.ends_on, command.selection)
        async for line in walk_lines(walk, deps):
            count += 1
            if command.most is not None and count > command.most:
                raise too_many_lines(command.most)
            moved[line.account] = moved.get(line.account, Sides()) + Sides(line.debit_cents, line.credit_cents)
            spool.put(line)
        for account in sorted({*openings, *spool.accounts}):
            sides, balance = moved.get(account, Sides()), openings.get(account, 0)
            label = label_in(account, command.labels)
            starts_on = command.span.starts_on
            yield AccountBlock(account, label, starts_on, balance, sides.debit_cents, sides.credit_cents)
            for line in spool.take(account):
                balance += line.balance_cents
                yield Running(line, balance)
