"""Add what was posted since the last time to the sums of the months (``domain/balances``)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.balances import BooksHead, MonthBalances, by_month, gone_further, with_entries
from accounting.domain.errors import RuleError
from accounting.domain.record import Record
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.store.port import Order, Range

PAGE = 500


@dataclass(frozen=True)
class FoldBalances:
    """Whose books."""

    siren: str


async def fold_balances(command: FoldBalances, deps: Deps) -> BooksHead:
    """Until nothing is left. Safe to repeat and to run beside itself: each month remembers how far it is added up."""
    siren = command.siren
    cause = fresh_cause("fold-balances")
    found = await deps.books.find_one({"siren": siren})
    head = found.state if found else BooksHead(siren)
    while True:
        page = await deps.ledger.find(
            {"siren": siren, "sequence": Range(gt=head.through)}, order_by=(Order("sequence"),), limit=PAGE
        )
        if not page.items:
            return head
        records = [one.state for one in page.items]
        _check_complete(head, records)
        for month, entries in by_month(records).items():
            await _add(siren, month, entries, deps, cause)
        head = await _move_on(head, records, deps, cause)


def _check_complete(head: BooksHead, records: list[Record]) -> None:
    for expected, record in enumerate(records, head.through + 1):
        if record.sequence != expected:
            detail = f"record {expected} of {head.siren} is missing: run `essaim ledger verify`, restore a backup"
            raise RuleError("ledger-record-missing", detail)


async def _add(siren: str, month: str, records: list[Record], deps: Deps, cause: Cause) -> None:
    def decide(known: MonthBalances | None) -> Change[MonthBalances]:
        return Change(with_entries(known or MonthBalances(siren, month), records))

    await deps.month_balances.put(f"{siren}:{month}", decide, cause)


async def _move_on(head: BooksHead, records: list[Record], deps: Deps, cause: Cause) -> BooksHead:
    def decide(known: BooksHead | None) -> Change[BooksHead]:
        return Change(gone_further(known or head, records))

    stored = await deps.books.put(head.siren, decide, cause)
    return stored.state if stored else gone_further(head, records)
