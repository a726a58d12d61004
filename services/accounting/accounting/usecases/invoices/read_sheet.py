"""What is printed of an invoice, in any state: both parties as they stood when it was issued, or as they stand now."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.invoice import Invoice
from accounting.domain.invoice_sheet import InvoiceSheet
from accounting.domain.printing import sheet_of
from accounting.usecases.parties.find_customer import find_customer
from accounting.usecases.parties.read_logo import read_logo


@dataclass(frozen=True)
class ReadSheet:
    """Which invoice."""

    invoice_id: str


async def read_sheet(command: ReadSheet, deps: Deps) -> InvoiceSheet:
    """The sheet, the logo among it. NotFoundError when the name of the group has not come."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    order = invoice.order
    seller = order.seller if order else (await deps.legal_entities.get(invoice.siren)).state
    buyer = order.buyer if order else await find_customer(invoice.customer_id, invoice.group_id, deps)
    ends_on = order.contract_ends_on if order else await _contracts_end_on(invoice.activity_id, deps)
    trade_name = (order.trade_name if order else "") or await _trade_name(invoice, deps)
    logo = await read_logo(seller.logo, deps) if seller.logo else None
    return sheet_of(invoice, seller, buyer, trade_name, ends_on, logo)


async def _contracts_end_on(activity_id: str, deps: Deps) -> date:
    return (await deps.activities.get(activity_id)).state.contracts_end_on


async def _trade_name(invoice: Invoice, deps: Deps) -> str:
    """The name of the group; its analytic code as long as the name has not come."""
    name = (await deps.groups.get(invoice.group_id)).state.name
    return name or (await deps.activities.get(invoice.activity_id)).state.analytic_code
