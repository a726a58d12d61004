"""The ticket that is printed of a sale or a refund, as it was and as a duplicate."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.till.link import LinkKind
from accounting.domain.till.record import TillRecord
from accounting.domain.till.sheet import TicketSheet, ticket_sheet
from accounting.usecases.tills.find_ticket import find_ticket
from accounting.usecases.tills.read_link import read_link
from accounting.usecases.tills.read_standing import read_standing
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class ReadTicket:
    """Which ticket; ``duplicate`` is the number of a reprint that was recorded, 0 for the original. ``data_only`` is for a
    screen: what is not printed is no original and no duplicate."""

    till_id: str
    ticket_id: str
    duplicate: int = 0
    data_only: bool = False


async def read_ticket(command: ReadTicket, deps: Deps) -> TicketSheet:
    """The sheet. RuleError for an original whose session is closed, or that was printed again: ask for a duplicate then."""
    record = (await find_ticket(command.till_id, command.ticket_id, deps)).state
    link = read_link(record.body)
    printed = await _printed(command, deps)
    if command.duplicate > printed:
        raise NotFoundError("not-found", f"there is no duplicate {command.duplicate} of this ticket")
    if not command.data_only and not command.duplicate:
        standing = await read_standing(command.till_id, deps)
        if printed or standing.session != link.session:
            detail = "the original of this ticket was handed over: POST …/duplicates, then print that duplicate"
            raise RuleError("till-original-handed-over", detail)
    opening = await _opening(command.till_id, link.session, deps)
    refunds = None
    if link.refers_to is not None:
        sale = await find_ticket(command.till_id, link.refers_to, deps)
        refunds = read_link(sale.state.body).certain_ticket.number
    return ticket_sheet(link, record.hash, read_link(opening.body), refunds, command.duplicate)


async def _printed(command: ReadTicket, deps: Deps) -> int:
    kind = LinkKind.DUPLICATE.value
    found = await deps.till_records.all({"refers_to": command.ticket_id})
    return sum(1 for one in found if one.state.kind == kind and one.state.till_id == command.till_id)


async def _opening(till_id: str, session: int | None, deps: Deps) -> TillRecord:
    where: Where = {"till_id": till_id, "session": session or 0}
    found = await deps.till_records.find(where, order_by=(Order("sequence"),), limit=1)
    return found.items[0].state
