"""Put away a draft that nobody wants any more; it keeps no number and blocks no closing."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.drafting import discarded
from accounting.domain.history import Happening, Visibility
from accounting.domain.invoice import Invoice
from accounting.usecases.quotes.free_instalment import FreeInstalment, free_instalment
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DiscardInvoice:
    """Put this one away."""

    invoice_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def discard_invoice(
    command: DiscardInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, DISCARDED; its quote can be invoiced again."""
    happening = Happening(deps.clock.now(), cause.actor, "discarded", command.comment, command.visibility)
    stored = await deps.invoices.change(
        command.invoice_id,
        lambda invoice: Change(discarded(invoice, happening)),
        cause,
        expected_version=expected_version,
    )
    if stored.state.quote_id is not None:
        # A crash in between is found out when the quote is invoiced again.
        await free_instalment(FreeInstalment(stored.state.quote_id, command.invoice_id), deps, cause)
    return stored
