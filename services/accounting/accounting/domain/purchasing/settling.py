"""A recorded purchase is paid: the supplier and the member apart, in one payment or several, never more than is due."""

from dataclasses import replace
from datetime import date

from accounting.domain.errors import InputError, RuleError
from accounting.domain.purchase import UNPAID, Payee, Purchase, PurchasePayment, PurchaseStatus
from accounting.domain.purchasing.parts import due_cents, purchase_left_cents, settled_status


def pay(purchase: Purchase, payment: PurchasePayment, today: date, earliest: date = date.min) -> Purchase:
    """One payment more; PAID when nothing is left. The same payment again changes nothing, another one with its id is refused.

    RuleError when nothing is to be paid or it is in dispute; InputError for a day or an amount that does not fit.
    """
    known = next((one for one in purchase.payments if one.id == payment.id), None)
    if known is not None:
        if known != payment:
            raise RuleError("payment-differs", f"the payment {payment.id} is known with another day, amount or payee")
        return purchase
    check_payable(purchase, payment.to)
    _check_day(purchase, payment.paid_on, today, earliest)
    left = purchase_left_cents(purchase, payment.to)
    if not 0 < payment.amount_cents <= left:
        raise InputError("amount", "is not what is left, or a part of it", f"0.01 to {left // 100}.{left % 100:02d}")
    paid = replace(purchase, payments=(*purchase.payments, payment), payment_to_post=True)
    return replace(paid, status=settled_status(paid))


def check_payable(purchase: Purchase, to: Payee) -> None:
    """RuleError when one of both is not to be paid, or not now."""
    if purchase.status is PurchaseStatus.PAID:
        raise RuleError("purchase-paid", f"the purchase was paid on {purchase.paid_on}")
    if purchase.status not in UNPAID:
        raise RuleError("purchase-not-payable", f"the purchase is {purchase.status}; nothing is to be paid")
    if purchase.dispute is not None:
        raise RuleError("purchase-disputed", f"the purchase is in dispute: {purchase.dispute.reason}")
    if not due_cents(purchase, to):
        raise RuleError("purchase-not-payable", f"nothing of this purchase is for the {to.value}")
    if not purchase_left_cents(purchase, to):
        raise RuleError("purchase-paid", f"the {to.value} has got all of it")


def _check_day(purchase: Purchase, paid_on: date, today: date, earliest: date) -> None:
    first = max(purchase.invoiced_on, earliest)
    if not first <= paid_on <= today:
        word = "before the invoice" if first == purchase.invoiced_on else "before the last financial year"
        raise InputError("paid_on", f"is {word} or in the future", f"{first} to {today}")
