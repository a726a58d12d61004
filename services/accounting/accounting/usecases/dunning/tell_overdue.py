"""Tell once of every invoice that is not paid on its day."""

from dataclasses import replace

from accounting.deps import Deps
from accounting.domain.invoice import UNPAID, Invoice, InvoiceStatus, is_overdue, issued
from essaim.contracts.accounting import InvoiceOverdue
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import In, Range, Where


async def tell_overdue(deps: Deps) -> None:
    """``invoice_overdue``, once per invoice, however often this runs."""
    today, cause = deps.clock.today(), fresh_cause("tell-overdue")
    where: Where = {
        "status": In(tuple(one.value for one in UNPAID)),
        "overdue_told": False,
        "order.due_on": Range(lt=today.isoformat()),
    }
    for stored in await deps.invoices.all(where):

        def decide(invoice: Invoice, invoice_id: str = stored.id) -> Change[Invoice] | None:
            if invoice.overdue_told or not is_overdue(invoice, today):
                return None
            certain = issued(invoice)
            told = InvoiceOverdue(
                invoice_id=invoice_id,
                activity_id=invoice.activity_id,
                group_id=invoice.group_id,
                number=certain.number,
                due_on=certain.order.due_on,
                left=invoice.left_cents,
                partly_paid=invoice.status is InvoiceStatus.PARTIALLY_PAID,
            )
            return Change(replace(invoice, overdue_told=True), (told,))

        await deps.invoices.change(stored.id, decide, cause, effect="overdue")
