"""What is still open in the books of a group that wants to close, as codes with the service in front."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounting.domain.activity import Activity
from accounting.domain.invoice import UNISSUED, UNPAID, Invoice
from accounting.domain.purchase import Purchase, PurchaseStatus


@dataclass(frozen=True)
class ClosingCheck:
    """Accounting's answer to one closing, given once."""

    group_id: str
    open_items: tuple[str, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing is open."""
        return not self.open_items


def open_items(
    invoices: Mapping[str, Invoice], purchases: Mapping[str, Purchase], unposted: Iterable[str]
) -> tuple[str, ...]:
    """Drafts, what is unpaid on either side, and documents whose entry is not in the ledger yet (by source key)."""
    items = []
    for id_, invoice in invoices.items():
        if invoice.status in UNISSUED:
            items.append(f"accounting.invoice-draft:{id_}")
        elif invoice.status in UNPAID:
            items.append(f"accounting.invoice-unpaid:{invoice.number}")
    for id_, purchase in purchases.items():
        if purchase.status is not PurchaseStatus.PAID:
            items.append(f"accounting.purchase-unpaid:{id_}")
    items.extend(f"accounting.entry-pending:{key}" for key in unposted)
    return tuple(sorted(items))


def expected_source_keys(
    activity: Activity, invoices: Mapping[str, Invoice], purchases: Mapping[str, Purchase]
) -> tuple[str, ...]:
    """The entries that these documents must have in the ledger."""
    keys = []
    for id_, invoice in invoices.items():
        if invoice.status not in UNISSUED:
            keys += [f"sale:{id_}", *_contribution(activity, id_)]
            keys += [f"payment:{payment.id}" for payment in invoice.payments]
    for id_, purchase in purchases.items():
        keys += [f"purchase:{id_}", *_contribution(activity, id_)]
        if purchase.status is PurchaseStatus.PAID:
            keys.append(f"payment:{id_}")
    return tuple(keys)


def _contribution(activity: Activity, document_id: str) -> tuple[str, ...]:
    """The contribution entry of a document: none when it was counted and changed nothing."""
    movement = activity.movements.get(document_id)
    return () if movement is not None and movement.contribution_cents == 0 else (f"contribution:{document_id}",)
