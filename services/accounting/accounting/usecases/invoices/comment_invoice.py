"""Say something about an invoice, to oneself and the accountant, to the team, or to the customer."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.drafting import commented
from accounting.domain.history import Happening, Visibility
from accounting.domain.invoice import Invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CommentInvoice:
    """What is said, and who may read it."""

    invoice_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def comment_invoice(
    command: CommentInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice with one more line in its history."""
    happening = Happening(deps.clock.now(), cause.actor, "commented", command.comment, command.visibility)
    return await deps.invoices.change(
        command.invoice_id,
        lambda invoice: Change(commented(invoice, happening)),
        cause,
        expected_version=expected_version,
    )
