"""Where the books of a legal entity stand: the last link, what is closed, the chart, the analytic codes."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounting.deps import Deps
from accounting.domain.accounts import Chart
from accounting.domain.entry import Journal
from accounting.domain.fiscal_year import first_day
from accounting.domain.head import Head
from accounting.domain.record import closing_topic
from accounting.usecases.ledger.announce_entries import AnnounceEntries, announce_entries
from essaim.kit.chain import GENESIS
from essaim.kit.store.port import Order, Range, Where


@dataclass(frozen=True)
class ReadHead:
    """Whose books. ``fresh`` reads them again even when this process knows where they stood."""

    siren: str
    fresh: bool = False


async def read_head(command: ReadHead, deps: Deps) -> Head:
    """The head. NotFoundError when the legal entity is not registered."""
    known = deps.heads.get(command.siren)
    if known is not None and not command.fresh:
        return known
    siren = command.siren
    entity = (await deps.legal_entities.get(siren)).state
    await announce_entries(AnnounceEntries(siren), deps)
    last = await deps.ledger.find({"siren": siren}, order_by=(Order("sequence", descending=True),), limit=1)
    closing = await deps.ledger.find(
        {"topic": closing_topic(siren)}, order_by=(Order("sequence", descending=True),), limit=1
    )
    added = await deps.accounts.all({"siren": siren})
    activities = await deps.activities.all({"siren": siren})
    head = Head(
        siren=siren,
        start_month=entity.fiscal_year_start_month,
        sequence=last.items[0].state.sequence if last.items else 0,
        hash=last.items[0].state.hash if last.items else GENESIS,
        closed_on=max((one.state.closing.ends_on for one in closing.items if one.state.closing), default=None)
        or await _opened_after(siren, entity.fiscal_year_start_month, deps),
        chart=Chart({one.state.account: one.state.label for one in added}),
        analytic_codes=frozenset(one.state.analytic_code for one in activities),
        dated_on=last.items[0].state.dated_on if last.items else None,
    )
    deps.heads[siren] = head
    return head


async def _opened_after(siren: str, start_month: int, deps: Deps) -> date | None:
    """The day before the opening balances that the books begin with: what was before is in them, and closed elsewhere."""
    posted: Where = {"siren": siren, "entry.posted_on": Range(ge="0001-01-01")}
    first = await deps.ledger.find(posted, order_by=(Order("entry.posted_on"),), limit=1)
    if not first.items:
        return None
    entry = first.items[0].state.certain_entry
    opening: Where = {
        "siren": siren,
        "entry.fiscal_year": entry.fiscal_year,
        "entry.journal": Journal.OPENING.value,
    }
    if await deps.ledger.find_one(opening) is None:
        return None
    return first_day(entry.fiscal_year, start_month) - timedelta(days=1)
