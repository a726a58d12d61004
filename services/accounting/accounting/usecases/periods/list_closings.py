"""The closings of a legal entity, oldest first."""

from accounting.deps import Deps
from accounting.domain.period import Closing
from accounting.domain.record import closing_topic
from essaim.kit.store.port import Order


async def list_closings(siren: str, deps: Deps) -> list[Closing]:
    """At most thirteen a year."""
    records = await deps.ledger.all({"topic": closing_topic(siren)}, order_by=(Order("sequence"),))
    return [one.state.closing for one in records if one.state.closing]
