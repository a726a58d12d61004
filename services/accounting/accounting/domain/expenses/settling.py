"""How a person's claim ends: paid, in whole or in parts, or given up by them in writing (abandon de créance)."""

from dataclasses import replace
from datetime import date, datetime

from accounting.domain.errors import InputError, RuleError
from accounting.domain.expenses.sheet import ExpensePayment, ExpenseSheet, SheetStatus, Waiver, expense_payable

SHORTEST_STATEMENT = 20
LONGEST_STATEMENT = 2000


def pay(sheet: ExpenseSheet, payment: ExpensePayment, today: date, at: datetime, actor: str) -> ExpenseSheet:
    """One payment more; PAID when nothing is left. The same payment again changes nothing, another one with its id is refused.

    RuleError before the approval and when nothing is left, InputError for a day or an amount that does not fit.
    """
    known = next((one for one in sheet.payments if one.id == payment.id), None)
    if known is not None:
        if known != payment:
            raise RuleError("payment-differs", f"the payment {payment.id} is known with another day or amount")
        return sheet
    _check_left(sheet, payment.amount_cents)
    if sheet.approval and not sheet.approval.approved_on <= payment.paid_on <= today:
        accepted = f"{sheet.approval.approved_on} to {today}"
        raise InputError("paid_on", "is before the approval or in the future", accepted)
    paid = replace(sheet, payments=(*sheet.payments, payment), settlements_to_post=True)
    return _settled(paid).logged(at, actor, "paid")


def waive(sheet: ExpenseSheet, waiver: Waiver, at: datetime, actor: str) -> ExpenseSheet:
    """The person gives up a part of what is left, or all of it, by their own written words. Nobody does it for them.

    The same waiver again changes nothing. RuleError for anybody else, and when nothing is left.
    """
    if any(one.id == waiver.id for one in sheet.waivers):
        return sheet
    if actor != sheet.person_id:
        raise RuleError("waiver-not-own", "only the person whom the money is owed can give it up, in their own words")
    if not SHORTEST_STATEMENT <= len(waiver.statement.strip()) <= LONGEST_STATEMENT:
        accepted = f"{SHORTEST_STATEMENT} to {LONGEST_STATEMENT} characters, such as: Je renonce au remboursement de …"
        raise InputError("statement", "is no written statement", accepted)
    _check_left(sheet, waiver.amount_cents)
    given_up = replace(sheet, waivers=(*sheet.waivers, waiver), settlements_to_post=True)
    return _settled(given_up).logged(at, actor, "waived", waiver.statement)


def _check_left(sheet: ExpenseSheet, amount_cents: int) -> None:
    if sheet.approval is None:
        raise RuleError(
            "expense-not-approved", f"the sheet is {sheet.status}: it is paid or waived once it is approved"
        )
    left = expense_payable(sheet)
    if left <= 0:
        raise RuleError("expense-settled", f"the sheet is {sheet.status}: nothing is left to pay")
    if not 0 < amount_cents <= left:
        raise InputError("amount", "is not what is left, or a part of it", f"0.01 to {left // 100}.{left % 100:02d}")


def _settled(sheet: ExpenseSheet) -> ExpenseSheet:
    if expense_payable(sheet):
        return sheet
    all_waived = sheet.waived_cents == sheet.total_cents
    return replace(sheet, status=SheetStatus.WAIVED if all_waived else SheetStatus.PAID)
