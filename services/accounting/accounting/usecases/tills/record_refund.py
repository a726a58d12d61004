"""A sale is taken back, whole or in part: a ticket of its own, never an edit (inaltérabilité)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.till.link import Link, LinkKind
from accounting.domain.till.place import Place
from accounting.domain.till.record import TillRecord
from accounting.domain.till.refund import AskedRefund, refund_lines, refund_parts, refunded, wanted
from accounting.domain.till.ticket import Ticket, TillPayment, check_payments, receipt_number
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.find_ticket import find_ticket
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.read_link import read_link
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordRefund:
    """What comes back of which sale, everything that is left without ``lines``, and how the money is given back."""

    till_id: str
    sale_id: str
    refund_id: str | None
    lines: tuple[AskedRefund, ...] | None
    payments: tuple[TillPayment, ...]
    reason: str


async def record_refund(command: RecordRefund, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The refund. Never more than was sold, all refunds of the sale together."""
    till = (await deps.tills.get(command.till_id)).state
    sale = read_link((await find_ticket(command.till_id, command.sale_id, deps)).state.body)
    if sale.kind is not LinkKind.SALE:
        raise RuleError("till-refund-of-refund", "a refund is not refunded: record a sale anew")

    async def decide(place: Place) -> Link:
        sold = sale.certain_ticket
        earlier = await deps.till_records.all({"refers_to": command.sale_id})
        links = [read_link(one.state.body) for one in earlier if one.state.till_id == command.till_id]
        before = refunded([one.certain_ticket for one in links if one.kind is LinkKind.REFUND])
        now = wanted(sold, command.lines, before)
        lines = refund_lines(sold, now, before)
        total = sum(line.amount_cents for line in lines)
        check_payments(command.payments, -total)
        ticket = Ticket(
            number=receipt_number(till.code, place.standing.receipts + 1),
            sold_at=place.recorded_at,
            lines=lines,
            parts=refund_parts(sold, now, before),
            payments=tuple(replace(one, amount_cents=-one.amount_cents) for one in command.payments),
            total_cents=total,
            reason=command.reason,
        )
        return place.refund(ticket, command.sale_id)

    operation = command.refund_id or cause.new_id("till-refund")
    return await append_link(AppendLink(command.till_id, operation, hash_request(command), decide), deps, cause)
