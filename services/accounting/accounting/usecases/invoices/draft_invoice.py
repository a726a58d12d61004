"""Somebody of the group drafts an invoice."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.drafting import Content
from accounting.domain.errors import RuleError
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice
from accounting.domain.invoice_parts import InvoiceKind, Prepaid
from accounting.domain.pricing import check_lines
from accounting.usecases.approval.read_approval_rules import read_approval_rules
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DraftInvoice:
    """What is to be invoiced to whom; ``invoice_id`` when the id follows from a quote or a recurrence (``source``)."""

    activity_id: str
    content: Content
    quote_id: str | None = None
    invoice_id: str | None = None
    kind: InvoiceKind = InvoiceKind.INVOICE
    prepaid: tuple[Prepaid, ...] = ()
    source: str | None = None


async def draft_invoice(command: DraftInvoice, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The invoice, DRAFT and without a number. RuleError for somebody who may not invoice without an accepted quote."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    content = command.content
    check_lines(content.lines, content.discount)
    await find_customer(content.customer_id, activity.group_id, deps, for_new=True)
    rules = await read_approval_rules(activity.siren, deps)
    if command.quote_id is None and command.source is None and rules.needs_quote(cause.actor):
        raise RuleError("invoice-without-quote", "an invoice is made from a quote that the customer accepted")
    invoice = Invoice(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        customer_id=content.customer_id,
        lines=content.lines,
        quote_id=command.quote_id,
        kind=command.kind,
        discount=content.discount,
        prepaid=command.prepaid,
        order_reference=content.order_reference,
        note=content.note,
        title=content.title,
        history=(Happening(deps.clock.now(), cause.actor, "drafted"),),
        source=command.source,
    )
    return await deps.invoices.add(command.invoice_id or cause.new_id("invoice"), invoice, cause)
