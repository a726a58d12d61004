"""Count an issued invoice, credit note or corrective invoice in the contribution of its activity (CAE-09).

A deposit counts nothing yet: the final invoice is the sale. A credit note counts against the terms of its invoice.
"""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, issued
from accounting.domain.invoice_parts import InvoiceKind
from accounting.usecases.contribution.contribute import Contribute, contribute
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ContributeSale:
    """Which document."""

    invoice_id: str


async def contribute_sale(command: ContributeSale, deps: Deps, cause: Cause) -> None:
    """Once; repeated, nothing is counted again."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    original = (await deps.invoices.get(invoice.original.invoice_id)).state if invoice.original else None
    if invoice.kind is InvoiceKind.DEPOSIT or (original and original.kind is InvoiceKind.DEPOSIT):
        return
    if invoice.kind is InvoiceKind.CORRECTIVE and invoice.original is not None and original is not None:
        replaced = f"replaced:{invoice.original.invoice_id}"
        await _count(replaced, -1, original, invoice.original.invoice_id, invoice, deps, cause)
    governing = invoice.original.invoice_id if invoice.sign < 0 and invoice.original else command.invoice_id
    await _count(command.invoice_id, invoice.sign, invoice, governing, invoice, deps, cause)


async def _count(
    document_id: str, sign: int, counted: Invoice, governing: str, moved_by: Invoice, deps: Deps, cause: Cause
) -> None:
    certain = issued(moved_by)
    command = Contribute(
        activity_id=counted.activity_id,
        document_id=document_id,
        document_ref=certain.number,
        moved_on=certain.issued_on,
        turnover_cents=sign * counted.totals.excluding_vat_cents,
        invoice_id=governing,
    )
    await contribute(command, deps, cause)
