"""The last day that is closed in the books of a legal entity (ACC-05)."""

from datetime import date

from accounting.deps import Deps
from accounting.domain.record import closing_topic
from essaim.kit.store.port import Order


async def read_closed_until(siren: str, deps: Deps) -> date | None:
    """None while nothing is closed."""
    order = (Order("sequence", descending=True),)
    found = await deps.ledger.find({"topic": closing_topic(siren)}, order_by=order, limit=1)
    return next((one.state.closing.ends_on for one in found.items if one.state.closing), None)
