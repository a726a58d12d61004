"""A supplier's invoice charged to an activity: RECORDED → PAID."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.accounts import check_account
from accounting.domain.errors import InputError, RuleError


class PurchaseStatus(StrEnum):
    """Where a purchase stands."""

    RECORDED = "RECORDED"
    PAID = "PAID"


@dataclass(frozen=True)
class Purchase:
    """A supplier's invoice. ``supplier_key`` tells suppliers apart; the same reference is recorded once each."""

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    supplier_name: str
    supplier_key: str
    supplier_account: str
    supplier_reference: str
    invoiced_on: date
    recorded_on: date
    account: str
    label: str
    total_excluding_vat_cents: int
    vat_cents: int
    status: PurchaseStatus = PurchaseStatus.RECORDED
    paid_on: date | None = None
    payment_to_post: bool = False

    @property
    def total_including_vat_cents(self) -> int:
        """What the supplier gets."""
        return self.total_excluding_vat_cents + self.vat_cents


def supplier_key(name: str) -> str:
    """The name without case and spacing: two spellings of one supplier share an auxiliary account."""
    return " ".join(name.casefold().split())


def check_purchase(purchase: Purchase) -> None:
    """InputError for what cannot be recorded."""
    check_account(purchase.account, field="account", classes="6")
    if purchase.total_excluding_vat_cents <= 0:
        raise InputError("total_excluding_vat", "is not an amount of a purchase", "an amount above 0")
    if not 0 <= purchase.vat_cents <= purchase.total_excluding_vat_cents:
        raise InputError("vat", "is not a VAT amount of this purchase", "0.00 to the amount excluding VAT")
    if purchase.invoiced_on > purchase.recorded_on:
        raise InputError("invoiced_on", "is in the future", f"a day until {purchase.recorded_on}")


def pay(purchase: Purchase, paid_on: date, today: date, earliest: date = date.min) -> Purchase:
    """The supplier was paid, once and in full, not before the earliest day on which entries can be."""
    if purchase.status is PurchaseStatus.PAID:
        raise RuleError("purchase-paid", f"the purchase was paid on {purchase.paid_on}")
    first = max(purchase.invoiced_on, earliest)
    if not first <= paid_on <= today:
        word = "before the invoice" if first == purchase.invoiced_on else "before the last financial year"
        raise InputError("paid_on", f"is {word} or in the future", f"{first} to {today}")
    return replace(purchase, status=PurchaseStatus.PAID, paid_on=paid_on, payment_to_post=True)
