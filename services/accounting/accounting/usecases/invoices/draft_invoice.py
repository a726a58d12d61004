"""A group drafts an invoice."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.invoice import Invoice
from accounting.domain.pricing import Line, check_lines
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DraftInvoice:
    """What is to be invoiced to whom; ``invoice_id`` when the id follows from a quote."""

    activity_id: str
    customer_id: str
    lines: tuple[Line, ...]
    quote_id: str | None = None
    invoice_id: str | None = None


async def draft_invoice(command: DraftInvoice, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The invoice, DRAFT and without a number."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    check_lines(command.lines)
    await find_customer(command.customer_id, activity.group_id, deps)
    invoice = Invoice(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        customer_id=command.customer_id,
        lines=command.lines,
        quote_id=command.quote_id,
    )
    return await deps.invoices.add(command.invoice_id or cause.new_id("invoice"), invoice, cause)
