"""The selling group takes back an internal invoice that nobody decided on."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.internal_invoice import InternalInvoice, withdrawn
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawInternalInvoice:
    """Which one, with a word."""

    invoice_id: str
    comment: str = ""


async def withdraw_internal_invoice(
    command: WithdrawInternalInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[InternalInvoice]:
    """WITHDRAWN."""
    happening = Happening(deps.clock.now(), cause.actor, "withdrawn", command.comment)
    return await deps.internal_invoices.change(
        command.invoice_id, lambda one: Change(withdrawn(one, happening)), cause, expected_version=expected_version
    )
