"""Read the entries that a follow-up is made of, one page after the other: those of an activity, or of a legal entity.

The lines of an activity are in its own entries and in the opening balances. When these do not add up to what the balances
say, the accountant has used its code in an entry of the whole legal entity, and all entries are read: slower, and exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.balances import Cell
from accounting.domain.entry import Journal
from accounting.domain.management.reading import PAYABLE, RECEIVABLE, Reading
from accounting.domain.management.treasury import balance_of
from essaim.kit.store.port import Order, Range, Where

PAGE = 500
EXPLAINED = (RECEIVABLE, PAYABLE, "5", "70", "6")


@dataclass(frozen=True)
class GatherReading:
    """Whose entries, of which days. ``position`` are the sums of the same days; ``activity_id`` and ``code`` are None for
    the whole legal entity."""

    siren: str
    starts_on: date
    ends_on: date
    counts_from: date
    position: tuple[Cell, ...]
    activity_id: str | None = None
    code: str | None = None


async def gather_reading(command: GatherReading, deps: Deps) -> Reading:
    """What was read."""
    days = Range(ge=command.starts_on.isoformat(), le=command.ends_on.isoformat())
    everything: Where = {"siren": command.siren, "entry.posted_on": days}
    if command.activity_id is not None:
        reading = Reading(command.counts_from, command.code)
        await _read({"entry.activity_id": command.activity_id, "entry.posted_on": days}, reading, deps, None)
        opening: Where = {**everything, "entry.journal": Journal.OPENING.value}
        await _read(opening, reading, deps, command.activity_id)
        if _is_whole(reading, [cell for cell in command.position if cell.analytic_code == command.code]):
            return reading
    reading = Reading(command.counts_from, command.code)
    await _read(everything, reading, deps, None)
    return reading


async def _read(where: Where, reading: Reading, deps: Deps, without: str | None) -> None:
    """Add all entries but those of one activity, which were read before."""
    cursor: str | None = None
    while True:
        page = await deps.ledger.find(where, order_by=(Order("entry.posted_on"),), limit=PAGE, cursor=cursor)
        for one in page.items:
            if without is None or one.state.certain_entry.activity_id != without:
                reading.add(one.state)
        if page.next is None:
            return
        cursor = page.next


def _is_whole(reading: Reading, own: Iterable[Cell]) -> bool:
    cells = tuple(own)
    return all(reading.explains(prefix, balance_of(cells, (prefix,))) for prefix in EXPLAINED)
