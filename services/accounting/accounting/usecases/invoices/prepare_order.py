"""What an invoice would be issued with today: both parties as they stand, its due date, the series of its number."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.invoice import Invoice, IssueOrder, due_date
from accounting.domain.numbering import plan_number
from accounting.usecases.invoices.read_numbering import read_numbering
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class PrepareOrder:
    """Which invoice of which activity, for what was delivered on which day."""

    invoice: Invoice
    activity: Activity
    service_on: date
    due_on: date | None = None


async def prepare_order(command: PrepareOrder, deps: Deps) -> IssueOrder:
    """The order. InputError for a payment term that the law does not allow (INV-06)."""
    invoice, today = command.invoice, deps.clock.today()
    buyer = await find_customer(invoice.customer_id, invoice.group_id, deps)
    numbering = await read_numbering(invoice.siren, deps)
    return IssueOrder(
        ordered_on=today,
        service_on=command.service_on,
        due_on=due_date(today, command.due_on, buyer.payment_terms),
        seller=(await deps.legal_entities.get(invoice.siren)).state,
        buyer=buyer,
        contract_ends_on=command.activity.contracts_end_on,
        numbering=plan_number(numbering, numbering.series_of(invoice.kind), today, command.activity.analytic_code),
        trade_name=await _trade_name(invoice.group_id, deps),
    )


async def _trade_name(group_id: str, deps: Deps) -> str:
    """The name of the group; empty as long as it has not come, then the document takes it when it is printed."""
    try:
        return (await deps.groups.get(group_id)).state.name
    except MissingError:
        return ""
