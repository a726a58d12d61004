"""The group takes back an invoice that it submitted, as long as nobody decided."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.drafting import withdrawn
from accounting.domain.history import Happening, Visibility
from accounting.domain.invoice import Invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawInvoice:
    """Take this one back."""

    invoice_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def withdraw_invoice(
    command: WithdrawInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, DRAFT again."""
    happening = Happening(deps.clock.now(), cause.actor, "withdrawn", command.comment, command.visibility)
    return await deps.invoices.change(
        command.invoice_id,
        lambda invoice: Change(withdrawn(invoice, happening)),
        cause,
        expected_version=expected_version,
    )
