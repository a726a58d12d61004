"""The answer to the closing of a group, and the entries that its documents must have before it can be given."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.domain.activity import Activity
from accounting.domain.invoice import UNNUMBERED, Invoice
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.purchase import RECORDED, Purchase
from accounting.domain.purchasing.parts import movement_key
from accounting.domain.purchasing.purchase_entries import source_keys


@dataclass(frozen=True)
class ClosingCheck:
    """Accounting's answer to one closing, given once: codes with the service in front (``liquidation.checklist``)."""

    group_id: str
    open_items: tuple[str, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing is open."""
        return not self.open_items


def expected_source_keys(
    activity: Activity, invoices: Mapping[str, Invoice], purchases: Mapping[str, Purchase]
) -> tuple[str, ...]:
    """The entries that these documents must have in the ledger, and those of every contribution that is due."""
    keys = []
    counted = [id_ for id_, one in activity.movements.items() if one.contribution_cents]
    for id_, invoice in invoices.items():
        if invoice.status not in UNNUMBERED:
            keys.append(f"sale:{id_}")
            keys += [f"payment:{payment.id}" for payment in invoice.payments]
            counted += _uncounted(activity, id_) if _counts(invoice, invoices) else []
        if invoice.corrected_by is not None:
            keys.append(f"sale-replaced:{id_}")
    for id_, purchase in purchases.items():
        keys += source_keys(id_, purchase)
        if purchase.status in RECORDED:
            counted += _uncounted(activity, id_)
        if purchase.cancellation is not None:
            counted += _uncounted(activity, movement_key(id_, purchase, purchase.activity_id, cancelled=True))
    return (*keys, *(f"contribution:{id_}" for id_ in counted))


def _counts(invoice: Invoice, invoices: Mapping[str, Invoice]) -> bool:
    """Whether it is counted in the contribution: a deposit is not, nor is what takes one back."""
    about = invoices.get(invoice.original.invoice_id) if invoice.original else None
    return InvoiceKind.DEPOSIT not in (invoice.kind, about.kind if about else None)


def _uncounted(activity: Activity, document_id: str) -> list[str]:
    """A document that was not counted yet will have a contribution, as far as anybody knows."""
    return [] if document_id in activity.movements else [document_id]
