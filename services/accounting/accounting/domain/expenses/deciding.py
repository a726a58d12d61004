"""What becomes of a sheet: handed in, taken back, looked at, sent back, approved, discarded. Each step is written down."""

from dataclasses import replace
from datetime import date, datetime

from accounting.domain.errors import InputError, Problem, RuleError
from accounting.domain.expenses.line import Justified, Line
from accounting.domain.expenses.sheet import EDITABLE, Approval, ExpenseSheet, SheetStatus
from accounting.domain.history import Visibility, check_comment, check_room


def submit(sheet: ExpenseSheet, today: date, at: datetime, actor: str) -> ExpenseSheet:
    """SUBMITTED; the same sheet when it is already. RuleError without lines, or while a receipt is missing."""
    if sheet.status is SheetStatus.SUBMITTED:
        return sheet
    if sheet.status not in EDITABLE:
        raise RuleError("expense-not-draft", f"the sheet is {sheet.status}: a draft or a returned one is submitted")
    if not sheet.lines or not sheet.total_cents:
        raise RuleError("expense-empty", "the sheet has nothing to give back")
    _check_receipts(sheet)
    submitted = replace(sheet, status=SheetStatus.SUBMITTED, submitted_on=today, submitted_by=actor)
    return submitted.logged(at, actor, "submitted")


def withdraw(sheet: ExpenseSheet, at: datetime, actor: str) -> ExpenseSheet:
    """A DRAFT again, by whom it belongs to."""
    if sheet.status is SheetStatus.DRAFT:
        return sheet
    _check_submitted(sheet, "withdrawn")
    return replace(sheet, status=SheetStatus.DRAFT).logged(at, actor, "withdrawn")


def send_back(
    sheet: ExpenseSheet, comment: str, at: datetime, actor: str, visibility: Visibility = Visibility.TEAM
) -> ExpenseSheet:
    """RETURNED, with what has to be changed."""
    check_comment(comment, required=True)
    _check_visibility(visibility)
    if visibility is Visibility.PRIVATE:
        raise InputError("visibility", "hides from the person what they have to change", Visibility.TEAM)
    _check_submitted(sheet, "returned")
    return replace(sheet, status=SheetStatus.RETURNED).logged(at, actor, "returned", comment, visibility)


def justify(sheet: ExpenseSheet, line_id: str, state: Justified, remark: str, at: datetime, actor: str) -> ExpenseSheet:
    """What somebody found who looked at a line of a submitted sheet; an invalid one says why."""
    check_comment(remark, required=state is Justified.INVALID, field="remark")
    if actor == sheet.person_id:
        raise RuleError(
            "expense-own-receipt", "nobody finds their own receipts valid: the coach or the accountant does"
        )
    _check_submitted(sheet, "looked at")
    line = sheet.line(line_id)
    if line is None:
        raise RuleError("expense-line-gone", "the line was removed meanwhile")
    if state is Justified.VALID and line.needs_receipt and not line.receipts:
        raise RuleError("expense-receipt-missing", f"{line.label} of {line.spent_on} has no receipt to be valid by")
    if (line.justified, line.remark) == (state, remark):
        return sheet
    said = f"{line.label} : {remark}" if remark else line.label
    return sheet.with_line(replace(line, justified=state, remark=remark)).logged(at, actor, f"line_{state}", said)


def check_approvable(sheet: ExpenseSheet) -> None:
    """RuleError unless it is submitted, and every line that needs a receipt has one that was found valid."""
    _check_submitted(sheet, "approved")
    _check_receipts(sheet)
    bad = [one for one in sheet.lines if one.justified is Justified.INVALID]
    if bad:
        raise RuleError("expense-line-invalid", f"these lines are invalid: {_names(bad)}", _problems(sheet, bad))
    unseen = [one for one in sheet.lines if one.needs_receipt and one.justified is not Justified.VALID]
    if unseen:
        detail = f"nobody has found the receipts of these lines valid: {_names(unseen)}"
        raise RuleError("expense-receipt-unseen", detail, _problems(sheet, unseen))


def approve(sheet: ExpenseSheet, approval: Approval, at: datetime, comment: str = "") -> ExpenseSheet:
    """APPROVED, for good. The caller has found out as whom it is approved."""
    check_comment(comment)
    check_approvable(sheet)
    approved = replace(sheet, status=SheetStatus.APPROVED, approval=approval)
    return approved.logged(at, approval.approved_by, "approved", comment)


def discard(sheet: ExpenseSheet, at: datetime, actor: str) -> ExpenseSheet:
    """DISCARDED: it stays readable, and nothing comes of it."""
    if sheet.status is SheetStatus.DISCARDED:
        return sheet
    if sheet.status not in EDITABLE:
        raise RuleError("expense-not-draft", f"the sheet is {sheet.status}: a draft or a returned one is discarded")
    return replace(sheet, status=SheetStatus.DISCARDED).logged(at, actor, "discarded")


def comment_on(sheet: ExpenseSheet, comment: str, visibility: Visibility, at: datetime, actor: str) -> ExpenseSheet:
    """A word on it, at any time."""
    check_comment(comment, required=True)
    check_room(sheet.history)
    _check_visibility(visibility)
    return sheet.logged(at, actor, "commented", comment, visibility)


def _check_submitted(sheet: ExpenseSheet, done: str) -> None:
    if sheet.status is not SheetStatus.SUBMITTED:
        raise RuleError("expense-not-submitted", f"the sheet is {sheet.status}: only a submitted one is {done}")


def _check_visibility(visibility: Visibility) -> None:
    if visibility is Visibility.CUSTOMER:
        raise InputError("visibility", "is for documents that customers see", "team or private")


def _check_receipts(sheet: ExpenseSheet) -> None:
    bare = [one for one in sheet.lines if one.needs_receipt and not one.receipts]
    if bare:
        detail = f"these lines need a receipt: {_names(bare)}"
        raise RuleError("expense-receipt-missing", detail, _problems(sheet, bare))


def _names(lines: list[Line]) -> str:
    return ", ".join(f"{one.label} of {one.spent_on}" for one in lines)


def _problems(sheet: ExpenseSheet, lines: list[Line]) -> tuple[Problem, ...]:
    return tuple(
        Problem(f"lines.{sheet.lines.index(one)}.receipts", one.remark or "no valid receipt", "a receipt, found valid")
        for one in lines
    )
