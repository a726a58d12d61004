"""The approver hands a submitted invoice back to the group, and says what has to be changed."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.drafting import sent_back
from accounting.domain.history import Happening, Visibility
from accounting.domain.invoice import Invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnInvoice:
    """Hand this one back, with what has to be changed."""

    invoice_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def return_invoice(
    command: ReturnInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, RETURNED."""
    happening = Happening(deps.clock.now(), cause.actor, "returned", command.comment, command.visibility)
    return await deps.invoices.change(
        command.invoice_id,
        lambda invoice: Change(sent_back(invoice, happening)),
        cause,
        expected_version=expected_version,
    )
