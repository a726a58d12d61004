"""The number and the entry of an accepted internal invoice, and what it changes in the contribution of both activities."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.internal_invoice import InternalInvoice, InternalStatus, internal_entry, numbered
from accounting.usecases.contribution.contribute import Contribute, contribute
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostInternalInvoice:
    """Which one."""

    invoice_id: str


async def post_internal_invoice(command: PostInternalInvoice, deps: Deps, cause: Cause) -> None:
    """Number it once, post it once, count it once on each side, then take the mark away."""
    invoice = (await deps.internal_invoices.get(command.invoice_id)).state
    if invoice.status is not InternalStatus.ACCEPTED:
        return
    if invoice.number is None:
        invoice = await _number(command.invoice_id, invoice, deps, cause)
    if invoice.accepted_on is None or invoice.number is None:
        return
    seller = (await deps.activities.get(invoice.seller_activity_id)).state
    buyer = (await deps.activities.get(invoice.buyer_activity_id)).state
    await post_entry(PostEntry(internal_entry(command.invoice_id, invoice, seller, buyer)), deps, cause)
    sides = (
        (invoice.seller_activity_id, "sold", invoice.total_cents, 0),
        (invoice.buyer_activity_id, "bought", 0, invoice.total_cents),
    )
    for activity_id, side, turnover, purchases in sides:
        counted = Contribute(
            activity_id=activity_id,
            document_id=f"{side}:{command.invoice_id}",
            document_ref=invoice.number,
            moved_on=invoice.accepted_on,
            turnover_cents=turnover,
            purchases_cents=purchases,
        )
        await contribute(counted, deps, cause)
    await deps.internal_invoices.change(
        command.invoice_id, lambda one: Change(replace(one, to_post=False)), cause, effect="posted"
    )


async def _number(invoice_id: str, invoice: InternalInvoice, deps: Deps, cause: Cause) -> InternalInvoice:
    """Reserve its number, the same one however often, and write it into it."""
    plan, accepted_on = invoice.numbering, invoice.accepted_on
    if plan is None or accepted_on is None:
        return invoice
    reserved = await deps.numbers.reserve(plan.sequence, invoice_id, stamp=accepted_on.isoformat())
    on = date.fromisoformat(reserved.stamp)
    stored = await deps.internal_invoices.change(
        invoice_id, lambda one: Change(numbered(one, reserved.number, on)), cause, effect="number"
    )
    return stored.state
