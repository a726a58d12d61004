"""What stands in the way of issuing an invoice today, all of it at once, before anybody tries (INV-01 to INV-12, CAPE-05)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import DomainError, Problem
from accounting.domain.issue_checks import IssueRules, missing_mentions
from accounting.domain.vat_liability import check_vat_liability
from accounting.usecases.invoices.prepare_order import PrepareOrder, prepare_order


@dataclass(frozen=True)
class CheckInvoice:
    """Which invoice, for what is delivered on which day."""

    invoice_id: str
    service_on: date


async def check_invoice(command: CheckInvoice, deps: Deps) -> tuple[Problem, ...]:
    """Every missing mention; nothing when it could be issued."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    activity = (await deps.activities.get(invoice.activity_id)).state
    try:
        order = await prepare_order(PrepareOrder(invoice, activity, command.service_on), deps)
        check_vat_liability(order.seller, invoice.lines)
    except DomainError as error:
        return error.fields or (Problem("invoice", error.detail),)
    return tuple(
        missing_mentions(invoice, order, IssueRules(deps.settings.electronic_invoices_from, contract_required=True))
    )
