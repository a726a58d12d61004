"""A group invoices another one of the same legal entity."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.history import Happening
from accounting.domain.internal_invoice import InternalInvoice, InternalLine, check_internal
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ProposeInternalInvoice:
    """Who worked for whom, and what."""

    seller_activity_id: str
    buyer_activity_id: str
    title: str
    lines: tuple[InternalLine, ...]


async def propose_internal_invoice(
    command: ProposeInternalInvoice, deps: Deps, cause: Cause
) -> Stored[InternalInvoice]:
    """PROPOSED: nothing is in the books before the other group agrees."""
    seller = (await deps.activities.get(command.seller_activity_id)).state
    buyer = (await deps.activities.get(command.buyer_activity_id)).state
    check_open(seller)
    check_open(buyer)
    invoice = InternalInvoice(
        siren=seller.siren,
        seller_activity_id=command.seller_activity_id,
        seller_group_id=seller.group_id,
        buyer_activity_id=command.buyer_activity_id,
        buyer_group_id=buyer.group_id,
        title=command.title,
        lines=command.lines,
        proposed_on=deps.clock.today(),
        history=(Happening(deps.clock.now(), cause.actor, "proposed"),),
    )
    check_internal(invoice, seller, buyer)
    return await deps.internal_invoices.add(cause.new_id("internal-invoice"), invoice, cause)
