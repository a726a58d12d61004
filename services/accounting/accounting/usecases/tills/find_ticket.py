"""A ticket by the id under which it was recorded."""

from accounting.deps import Deps
from accounting.domain.till.link import LinkKind
from accounting.domain.till.record import TillRecord
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError

TICKETS = (LinkKind.SALE.value, LinkKind.REFUND.value)


async def find_ticket(till_id: str, ticket_id: str, deps: Deps) -> Stored[TillRecord]:
    """The record of a sale or a refund. NotFoundError for anything else."""
    found = await deps.till_records.find_one({"till_id": till_id, "operation_id": ticket_id})
    if found is None or found.state.kind not in TICKETS:
        raise NotFoundError("not-found", "this till has no ticket under this id")
    return found
