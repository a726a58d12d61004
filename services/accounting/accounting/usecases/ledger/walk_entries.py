"""Go through the entries of a legal entity by day, page by page: memory stays flat however many there are."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.record import Record
from essaim.kit.store.port import Condition, Order, Range

PAGE = 500


@dataclass(frozen=True)
class WalkEntries:
    """Whose, on which days, both included, and in which journal, if in one only."""

    siren: str
    starts_on: date
    ends_on: date
    journal: str = ""


async def walk_entries(command: WalkEntries, deps: Deps) -> AsyncIterator[Record]:
    """The records of the entries, by day and then in the order of the chain."""
    span = Range(ge=command.starts_on.isoformat(), le=command.ends_on.isoformat())
    where: dict[str, Condition] = {"siren": command.siren, "entry.posted_on": span}
    if command.journal:
        where["entry.journal"] = command.journal
    cursor: str | None = None
    while True:
        page = await deps.ledger.find(where, order_by=(Order("entry.posted_on"),), limit=PAGE, cursor=cursor)
        for one in page.items:
            yield one.state
        if page.next is None:
            return
        cursor = page.next
