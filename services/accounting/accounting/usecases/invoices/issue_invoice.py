"""The accountant issues an invoice: everything is settled first, then it gets its number (INV-01, INV-02)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.invoice import Invoice, IssueOrder, due_date, start_issue
from accounting.domain.vat_liability import check_vat_liability
from accounting.usecases.invoices.number_invoice import NumberInvoice, number_invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class IssueInvoice:
    """Issue it, for what was delivered on a day."""

    invoice_id: str
    service_on: date
    due_on: date | None = None


async def issue_invoice(
    command: IssueInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, ISSUED with the next number of its seller."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    activity = (await deps.activities.get(invoice.activity_id)).state
    check_open(activity)
    today = deps.clock.today()
    seller = (await deps.legal_entities.get(invoice.siren)).state
    check_vat_liability(seller, invoice.lines)
    order = IssueOrder(
        ordered_on=today,
        service_on=command.service_on,
        due_on=due_date(today, command.due_on),
        seller=seller,
        buyer=(await deps.customers.get(invoice.customer_id)).state,
        contract_ends_on=activity.contracts_end_on,
    )
    await deps.invoices.change(
        command.invoice_id, lambda one: Change(start_issue(one, order)), cause, expected_version=expected_version
    )
    return await number_invoice(NumberInvoice(command.invoice_id), deps, cause)
