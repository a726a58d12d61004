"""The sums of each account and analytic code over a span of days, from the sums of its months (CAE-07).

Costs a read per month and the entries of the months that the span cuts, however many entries there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.deps import Deps
from accounting.domain.balances import Cell, add_entry, listed, merged, month_of
from accounting.domain.errors import InputError
from accounting.domain.period import month_starting
from accounting.domain.record import Record
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances
from essaim.kit.store.port import Order, Range

MOST_UNFOLDED = 500


@dataclass(frozen=True)
class ReadBalances:
    """Whose books, and which days, both included."""

    siren: str
    starts_on: date
    ends_on: date


async def read_balances(command: ReadBalances, deps: Deps) -> tuple[Cell, ...]:
    """The sums by account, of everything that is posted now. InputError for a span that ends before it starts."""
    if command.ends_on < command.starts_on:
        raise InputError("to", f"is before {command.starts_on}", "a day from the start of the span on")
    first, last = _whole_months(command)
    parts = []
    if first > last:
        parts.append(await _scanned(command.siren, command.starts_on, command.ends_on, deps))
    else:
        parts.append(await _of_months(command.siren, first, last, deps))
        if command.starts_on < first:
            parts.append(await _scanned(command.siren, command.starts_on, first - timedelta(days=1), deps))
        if command.ends_on > last:
            parts.append(await _scanned(command.siren, last + timedelta(days=1), command.ends_on, deps))
    return listed(merged(parts))


def _whole_months(command: ReadBalances) -> tuple[date, date]:
    """The first day of the first and the last day of the last month that lie in the span; the first is later for none."""
    first = command.starts_on
    if first.day > 1:
        first = month_starting(first)[1] + timedelta(days=1)
    last = command.ends_on
    if last != month_starting(last)[1]:
        last = last.replace(day=1) - timedelta(days=1)
    return first, last


async def _of_months(siren: str, first: date, last: date, deps: Deps) -> dict[str, tuple[int, int]]:
    unfolded = await _unfolded(siren, deps)
    span = Range(ge=f"{first:%Y-%m}", le=f"{last:%Y-%m}")
    months = {one.state.month: one.state for one in await deps.month_balances.all({"siren": siren, "month": span})}
    cells: dict[str, tuple[int, int]] = {}
    for record in unfolded:
        entry = record.entry
        if entry is None or not first <= entry.posted_on <= last:
            continue
        month = months.get(month_of(entry))
        if month is None or record.sequence > month.through:
            add_entry(cells, entry)
    return merged([*(month.cells for month in months.values()), cells])


async def _unfolded(siren: str, deps: Deps) -> Iterable[Record]:
    """What is not added up yet. Read before the months: what is added up in between is then known by its sequence."""
    found = await deps.books.find_one({"siren": siren})
    through = found.state.through if found else 0
    page = await deps.ledger.find(
        {"siren": siren, "sequence": Range(gt=through)}, order_by=(Order("sequence"),), limit=MOST_UNFOLDED
    )
    if page.next is None:
        return [one.state for one in page.items]
    await fold_balances(FoldBalances(siren), deps)
    return await _unfolded(siren, deps)


async def _scanned(siren: str, first: date, last: date, deps: Deps) -> dict[str, tuple[int, int]]:
    span = Range(ge=first.isoformat(), le=last.isoformat())
    cells: dict[str, tuple[int, int]] = {}
    cursor: str | None = None
    while True:
        page = await deps.ledger.find(
            {"siren": siren, "entry.posted_on": span}, order_by=(Order("entry.posted_on"),), limit=500, cursor=cursor
        )
        for one in page.items:
            add_entry(cells, one.state.certain_entry)
        if page.next is None:
            return cells
        cursor = page.next
