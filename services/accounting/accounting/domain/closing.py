"""The answer to the closing of a group, and the entries that its documents must have before it can be given."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.domain.activity import Activity
from accounting.domain.invoice import UNISSUED, Invoice
from accounting.domain.purchase import Purchase, PurchaseStatus


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
        if invoice.status not in UNISSUED:
            keys.append(f"sale:{id_}")
            keys += [f"payment:{payment.id}" for payment in invoice.payments]
            counted += _uncounted(activity, id_)
    for id_, purchase in purchases.items():
        keys.append(f"purchase:{id_}")
        counted += _uncounted(activity, id_)
        if purchase.status is PurchaseStatus.PAID:
            keys.append(f"payment:{id_}")
    return (*keys, *(f"contribution:{id_}" for id_ in counted))


def _uncounted(activity: Activity, document_id: str) -> list[str]:
    """A document that was not counted yet will have a contribution, as far as anybody knows."""
    return [] if document_id in activity.movements else [document_id]
