"""The accountant gives an invoice a contribution rate of its own, before it is issued (CAE-09)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.contribution.own_rate import with_own_rate
from accounting.domain.invoice import Invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetInvoiceRate:
    """Which invoice, and its rate in percent; None takes it away again."""

    invoice_id: str
    rate_percent: str | None


async def set_invoice_rate(
    command: SetInvoiceRate, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice. RuleError once it is being issued, InputError for what is no rate."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    check_open((await deps.activities.get(invoice.activity_id)).state)
    return await deps.invoices.change(
        command.invoice_id,
        lambda one: Change(with_own_rate(one, command.rate_percent)),
        cause,
        expected_version=expected_version,
    )
