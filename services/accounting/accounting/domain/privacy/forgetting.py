"""States without what need not stay of somebody who is erased."""

from dataclasses import replace
from datetime import date

from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus
from accounting.domain.group_record import Person
from accounting.domain.payments.bank_details import BankDetails
from accounting.domain.payments.order import OrderItem, OrderStatus, PaymentOrder

_UNAPPROVED = (OrderStatus.PREPARING, OrderStatus.DRAFT)
_DRAFTS = frozenset({SheetStatus.DRAFT, SheetStatus.RETURNED, SheetStatus.DISCARDED})


def forgotten() -> Person:
    """Nobody's name. It stays as a mark, so that an older word about the person does not bring it back."""
    return Person("", "", erased=True)


def restricted(known: Person | None, until: date | None) -> Person:
    """The name for the books alone: nobody who does not keep them reads it any more."""
    if known is None or known.erased:
        return forgotten()
    return replace(known, restricted=True, kept_until=until)


def no_details(details: BankDetails) -> BankDetails:
    """That there were details, without them; the log named accounts by masks, and holders by name."""
    return BankDetails(details.person_id, "", "")


def emptied_draft(sheet: ExpenseSheet) -> ExpenseSheet:
    """A sheet that never came into the books, without what it claimed. Any other stays as it is."""
    if sheet.status not in _DRAFTS:
        return sheet
    history = tuple(replace(one, comment="") for one in sheet.history)
    return replace(sheet, status=SheetStatus.DISCARDED, lines=(), reason="", history=history)


def is_draft(sheet: ExpenseSheet) -> bool:
    """Whether a sheet never came into the books and nobody decides on it now."""
    return sheet.status in _DRAFTS


def without_account(order: PaymentOrder, party: str) -> PaymentOrder:
    """An order that the bank never got, without the account and the name of a beneficiary. Any other stays: from the approval
    on it is what the bank's file is compared with, and from the sending on a voucher of the books.

    A draft keeps its item, so that nobody's total changes in silence; its approval is refused, because the account is gone.
    """
    if not (order.status in _UNAPPROVED or (order.status is OrderStatus.CANCELLED and order.sent_on is None)):
        return order
    return replace(order, items=tuple(_nameless(one) if one.party == party else one for one in order.items))


def _nameless(item: OrderItem) -> OrderItem:
    return replace(item, beneficiary="", iban="", bic=None, problem="")
