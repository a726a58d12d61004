"""The buying group does not agree to an internal invoice, and says why."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.internal_invoice import InternalInvoice, refused
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RefuseInternalInvoice:
    """Which one, with a word."""

    invoice_id: str
    comment: str = ""


async def refuse_internal_invoice(
    command: RefuseInternalInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[InternalInvoice]:
    """REFUSED; nothing was ever in the books."""
    happening = Happening(deps.clock.now(), cause.actor, "refused", command.comment)
    return await deps.internal_invoices.change(
        command.invoice_id, lambda one: Change(refused(one, happening)), cause, expected_version=expected_version
    )
