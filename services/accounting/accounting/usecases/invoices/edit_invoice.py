"""Change what a draft invoice says."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.drafting import Content, with_content
from accounting.domain.invoice import Invoice
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EditInvoice:
    """The new content of a draft."""

    invoice_id: str
    content: Content


async def edit_invoice(
    command: EditInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The draft as it is now; refused from the submission on (ACC-03)."""
    group_id = (await deps.invoices.get(command.invoice_id)).state.group_id
    await find_customer(command.content.customer_id, group_id, deps)
    return await deps.invoices.change(
        command.invoice_id,
        lambda invoice: Change(with_content(invoice, command.content)),
        cause,
        expected_version=expected_version,
    )
