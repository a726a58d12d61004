"""A sale at a till: recorded once, however often a phone without a network sends it."""

from dataclasses import dataclass
from datetime import datetime

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.till.link import Link
from accounting.domain.till.place import Place
from accounting.domain.till.record import TillRecord
from accounting.domain.till.ticket import (
    AskedLine,
    Ticket,
    TillPayment,
    amounts_of,
    check_payments,
    price_lines,
    receipt_number,
    taxed,
)
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.hash_request import hash_request
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordSale:
    """What was sold and how it was paid. ``sale_id`` is the phone's own; ``sold_at`` when it sold while it was offline."""

    till_id: str
    sale_id: str | None
    lines: tuple[AskedLine, ...]
    payments: tuple[TillPayment, ...]
    sold_at: datetime | None = None


async def record_sale(command: RecordSale, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The sale. RuleError without an open session; ConflictError when the id belongs to another sale."""

    async def decide(place: Place) -> Link:
        till = (await deps.tills.get(command.till_id)).state
        check_open((await deps.activities.get(till.activity_id)).state)
        seller = (await deps.legal_entities.get(till.siren)).state
        lines = price_lines(command.lines, till, liable=bool(seller.vat_number))
        total = sum(line.amount_cents for line in lines)
        check_payments(command.payments, total)
        ticket = Ticket(
            number=receipt_number(till.code, place.standing.receipts + 1),
            sold_at=command.sold_at or place.recorded_at,
            lines=lines,
            parts=taxed(amounts_of(lines)),
            payments=command.payments,
            total_cents=total,
        )
        return place.sell(ticket)

    operation = command.sale_id or cause.new_id("till-sale")
    return await append_link(AppendLink(command.till_id, operation, hash_request(command), decide), deps, cause)
