"""Reserve the number of an invoice that is being issued, and write it into it, for ever (INV-02)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.invoice import UNISSUED, Invoice, complete_issue
from essaim.contracts.accounting import InvoiceIssued
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class NumberInvoice:
    """Complete the issue of this invoice."""

    invoice_id: str


async def number_invoice(command: NumberInvoice, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The invoice, ISSUED. Repeated, it changes nothing: the reservation is the same for ever."""
    stored = await deps.invoices.get(command.invoice_id)
    order = stored.state.order
    if order is None or stored.state.status not in UNISSUED:
        return stored
    year = order.ordered_on.year
    series = f"invoice:{stored.state.siren}:{year}"
    reserved = await deps.numbers.reserve(series, command.invoice_id, stamp=order.ordered_on.isoformat())
    number = f"{year}-{reserved.number:06d}"

    def decide(invoice: Invoice) -> Change[Invoice] | None:
        if invoice.number is not None:
            return None
        issued = complete_issue(invoice, number, date.fromisoformat(reserved.stamp))
        return Change(issued, (_event(command.invoice_id, issued),))

    return await deps.invoices.change(command.invoice_id, decide, cause, effect="number")


def _event(invoice_id: str, invoice: Invoice) -> InvoiceIssued:
    if invoice.number is None or invoice.issued_on is None or invoice.order is None:
        raise ValueError("an issued invoice has a number, a date and an order")
    totals = invoice.totals
    return InvoiceIssued(
        invoice_id=invoice_id,
        activity_id=invoice.activity_id,
        group_id=invoice.group_id,
        legal_entity_siren=invoice.siren,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.order.due_on,
        total_excluding_vat=totals.excluding_vat_cents,
        vat=totals.vat_cents,
        total_including_vat=totals.including_vat_cents,
    )
