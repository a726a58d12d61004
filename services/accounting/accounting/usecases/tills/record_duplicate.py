"""A receipt is printed again: counted in the chain, and marked on the paper."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.till.link import Duplicate, Link, LinkKind
from accounting.domain.till.place import Place
from accounting.domain.till.record import TillRecord
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.find_ticket import find_ticket
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.read_link import read_link
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordDuplicate:
    """Of which ticket."""

    till_id: str
    ticket_id: str


async def record_duplicate(command: RecordDuplicate, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The duplicate, with its number. Possible at any time, also when no session is open."""
    ticket = read_link((await find_ticket(command.till_id, command.ticket_id, deps)).state.body).certain_ticket

    async def decide(place: Place) -> Link:
        kind = LinkKind.DUPLICATE.value
        earlier = await deps.till_records.all({"refers_to": command.ticket_id})
        printed = sum(1 for one in earlier if one.state.kind == kind and one.state.till_id == command.till_id)
        return place.duplicate(Duplicate(printed + 1, ticket.number), command.ticket_id)

    operation = cause.new_id(f"till-duplicate:{command.ticket_id}")
    return await append_link(AppendLink(command.till_id, operation, hash_request(command), decide), deps, cause)
