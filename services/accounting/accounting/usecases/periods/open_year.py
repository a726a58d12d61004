"""Post the opening balances that a closed year hands over, once (FEC-08)."""

from dataclasses import dataclass
from datetime import timedelta

from accounting.deps import Deps
from accounting.domain.opening import OpeningBalances
from accounting.domain.period import year_bounds
from accounting.domain.record import Record
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Order, Where

PAGE = 500


@dataclass(frozen=True)
class OpenYear:
    """The year that is closed."""

    siren: str
    year: int


async def open_year(command: OpenYear, deps: Deps, cause: Cause) -> Stored[Record] | None:
    """The opening entry of the year after, new or posted before; None when nothing is handed over."""
    month = (await deps.legal_entities.get(command.siren)).state.fiscal_year_start_month
    balances = OpeningBalances(command.siren)
    where: Where = {"siren": command.siren, "entry.fiscal_year": command.year}
    cursor: str | None = None
    while True:
        page = await deps.ledger.find(where, order_by=(Order("sequence"),), limit=PAGE, cursor=cursor)
        for one in page.items:
            balances.add(one.state.certain_entry, one.state.letters)
        if page.next is None:
            break
        cursor = page.next
    opens_on = year_bounds(command.year, month)[1] + timedelta(days=1)
    draft = balances.draft(command.year, opens_on, None)
    return await post_entry(PostEntry(draft), deps, cause) if draft else None
