"""The cheques that paid invoices and are in no slip yet."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, InvoiceStatus, Means, Payment
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import In

_PAID = (InvoiceStatus.PARTIALLY_PAID, InvoiceStatus.PAID, InvoiceStatus.CREDITED, InvoiceStatus.CORRECTED)


@dataclass(frozen=True)
class FindCheques:
    """Of which legal entity."""

    siren: str


async def find_cheques(command: FindCheques, deps: Deps) -> list[tuple[Stored[Invoice], Payment]]:
    """Each with its invoice, oldest first. Costs a reading of the invoices that something was paid of."""
    paid = In(tuple(one.value for one in _PAID))
    found = [
        (invoice, payment)
        for invoice in await deps.invoices.all({"siren": command.siren, "status": paid})
        for payment in invoice.state.payments
        if payment.means is Means.CHEQUE and invoice.state.sign > 0
    ]
    free = [one for one in found if not await _held(f"cheque:{one[1].id}", deps)]
    return sorted(free, key=lambda one: (one[1].paid_on, one[1].id))


async def _held(key: str, deps: Deps) -> bool:
    try:
        holder = (await deps.payment_reservations.get(key)).state.holder
        return (await deps.remittances.get(holder)).state.holds(key)
    except MissingError:
        return False
