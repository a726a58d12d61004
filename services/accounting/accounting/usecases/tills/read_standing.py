"""Where a till stands now."""

from accounting.deps import Deps
from accounting.domain.till.standing import Standing
from accounting.usecases.tills.read_link import read_link
from essaim.kit.store.port import Order


async def read_standing(till_id: str, deps: Deps) -> Standing:
    """After its last record."""
    order = (Order("sequence", descending=True),)
    last = await deps.till_records.find({"till_id": till_id}, order_by=order, limit=1)
    return read_link(last.items[0].state.body).standing if last.items else Standing()
