"""A document whose payment came back: it no longer has that payment, and is to be paid again.

Both entries stay in the ledger, the payment's and the counter-entry's; what was paid before and after stays as it was.
"""

from dataclasses import replace
from datetime import datetime

from accounting.domain.errors import RuleError
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.parts import settled_status
from accounting.domain.share import Share, ShareStatus


def purchase_without(purchase: Purchase, payment_id: str, at: datetime, actor: str, why: str) -> Purchase:
    """The purchase without this payment; itself when it does not have it.

    RuleError when several activities bear it and a later payment was divided by what this one had left.
    """
    place = next((n for n, one in enumerate(purchase.payments) if one.id == payment_id), None)
    if place is None:
        return purchase
    check_last_of_shared(purchase, payment_id)
    kept = (*purchase.payments[:place], *purchase.payments[place + 1 :])
    open_again = replace(purchase, payments=kept)
    return replace(open_again, status=settled_status(open_again)).logged(at, actor, "payment_returned", why)


def check_last_of_shared(purchase: Purchase, payment_id: str) -> None:
    """RuleError when this payment cannot be taken away without dividing another one anew."""
    ids = [one.id for one in purchase.payments]
    if purchase.shared_with and payment_id in ids and ids[-1] != payment_id:
        raise RuleError(
            "payment-return-shared",
            "several activities bear this purchase, and it was paid again since: write the counter-entry by hand",
        )


def sheet_without(sheet: ExpenseSheet, payment_id: str, at: datetime, actor: str, why: str) -> ExpenseSheet:
    """The sheet without this payment, APPROVED again; itself when it does not have it."""
    kept = tuple(one for one in sheet.payments if one.id != payment_id)
    if kept == sheet.payments:
        return sheet
    return replace(sheet, payments=kept, status=SheetStatus.APPROVED).logged(at, actor, "payment_returned", why)


def share_without(share: Share, payment_id: str) -> Share:
    """The share-out without this payment, APPROVED again; itself when it does not have it."""
    kept = tuple(one for one in share.payments if one.id != payment_id)
    return share if kept == share.payments else replace(share, payments=kept, status=ShareStatus.APPROVED)
