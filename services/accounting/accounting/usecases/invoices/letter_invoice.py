"""Letter an invoice with all that settles it: payments, credit notes and what was given back for them, deposits."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, InvoiceStatus
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.sale_entries import CUSTOMERS, DEPOSITS
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from essaim.kit.cause import Cause

SETTLED = (InvoiceStatus.PAID, InvoiceStatus.CREDITED)


@dataclass(frozen=True)
class LetterInvoice:
    """Which invoice, or a credit note on one."""

    invoice_id: str


async def letter_invoice(command: LetterInvoice, deps: Deps, cause: Cause) -> None:
    """Nothing happens while something is left to pay or to give back, or an entry is still to come."""
    id_ = command.invoice_id
    invoice = (await deps.invoices.get(id_)).state
    if invoice.kind is InvoiceKind.CREDIT_NOTE and invoice.original is not None:
        if invoice.status is InvoiceStatus.PAID and invoice.imputed_cents == 0:
            # Its invoice is settled without it: what it took back settles with what was given back.
            await _letter(invoice.siren, CUSTOMERS, _own(id_, invoice), deps, cause)
        id_ = invoice.original.invoice_id
        invoice = (await deps.invoices.get(id_)).state
    elif invoice.kind is InvoiceKind.CORRECTIVE and invoice.original is not None:
        replaced = invoice.original.invoice_id
        await _letter(invoice.siren, CUSTOMERS, (f"sale:{replaced}", f"sale-replaced:{replaced}"), deps, cause)
    if invoice.status in SETTLED:
        await _letter(invoice.siren, CUSTOMERS, await _family(id_, invoice, deps), deps, cause)
    if invoice.prepaid:
        keys = (*(f"sale:{one.deposit.invoice_id}" for one in invoice.prepaid), f"sale:{id_}")
        await _letter(invoice.siren, DEPOSITS, keys, deps, cause)


async def _family(id_: str, invoice: Invoice, deps: Deps) -> tuple[str, ...]:
    keys = [*_own(id_, invoice)]
    for credit in invoice.credits:
        if credit.imputed_cents:
            keys += _own(credit.invoice_id, (await deps.invoices.get(credit.invoice_id)).state)
    return tuple(keys)


def _own(id_: str, invoice: Invoice) -> tuple[str, ...]:
    return (f"sale:{id_}", *(f"payment:{one.id}" for one in invoice.payments))


async def _letter(siren: str, account: str, keys: tuple[str, ...], deps: Deps, cause: Cause) -> None:
    await letter_document(LetterDocument(siren, account, keys), deps, cause)
