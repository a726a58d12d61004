"""The buying group agrees to an internal invoice: it gets its number and is posted on both sides at once."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.history import Happening
from accounting.domain.internal_invoice import InternalInvoice, accepted
from accounting.domain.numbering import Series, plan_number
from accounting.usecases.internal_invoices.post_internal_invoice import PostInternalInvoice, post_internal_invoice
from accounting.usecases.invoices.read_numbering import read_numbering
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AcceptInternalInvoice:
    """Which one."""

    invoice_id: str


async def accept_internal_invoice(
    command: AcceptInternalInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[InternalInvoice]:
    """ACCEPTED, numbered and in the books. A crash before the number or the entry is mended by a job."""
    invoice = (await deps.internal_invoices.get(command.invoice_id)).state
    for activity_id in (invoice.seller_activity_id, invoice.buyer_activity_id):
        check_open((await deps.activities.get(activity_id)).state)
    seller = (await deps.activities.get(invoice.seller_activity_id)).state
    today = deps.clock.today()
    numbering = await read_numbering(invoice.siren, deps)
    plan = plan_number(numbering, Series.INTERNAL, today, seller.analytic_code)
    happening = Happening(deps.clock.now(), cause.actor, "accepted")
    await deps.internal_invoices.change(
        command.invoice_id,
        lambda one: Change(accepted(one, plan, today, happening)),
        cause,
        expected_version=expected_version,
    )
    await post_internal_invoice(PostInternalInvoice(command.invoice_id), deps, cause)
    return await deps.internal_invoices.get(command.invoice_id)
