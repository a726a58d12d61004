"""Before a final invoice or the credit note of a deposit is issued: what is taken off is what was invoiced, and once only."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.invoice import EDITABLE, Invoice, InvoiceStatus
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.quote_plan import taken_off
from accounting.usecases.quotes.read_instalments import ReadInstalments, read_instalments

_UNDECIDED = (*EDITABLE, InvoiceStatus.SUBMITTED, InvoiceStatus.DISCARDED)


@dataclass(frozen=True)
class CheckDeposits:
    """The invoice that is to be issued."""

    invoice: Invoice


async def check_deposits(command: CheckDeposits, deps: Deps) -> None:
    """RuleError for a final invoice whose deposit was credited since it was drafted, and for a credit note on a deposit that
    an issued invoice takes off: 4191 would not come to nothing."""
    invoice, original = command.invoice, command.invoice.original
    for one in invoice.prepaid:
        deposit = (await deps.invoices.get(one.deposit.invoice_id)).state
        credited = [vat for credit in deposit.credits for vat in credit.vat]
        if taken_off(deposit.totals.vat, credited) != one.vat:
            detail = f"the deposit {deposit.number} was credited since this was drafted: discard it and invoice the quote again"
            raise RuleError("deposit-changed", detail)
    if original is not None and original.kind is InvoiceKind.DEPOSIT and invoice.quote_id is not None:
        await _check_not_taken_off(original.invoice_id, invoice.quote_id, deps)


async def _check_not_taken_off(deposit_id: str, quote_id: str, deps: Deps) -> None:
    quote = (await deps.quotes.get(quote_id)).state
    for final in (await read_instalments(ReadInstalments(quote), deps)).values():
        takes_off = any(one.deposit.invoice_id == deposit_id for one in final.prepaid)
        if takes_off and final.status not in _UNDECIDED:
            detail = f"the invoice {final.number or 'that is being issued'} takes this deposit off: credit that one"
            raise RuleError("inv-07-deposit-taken-off", detail)
