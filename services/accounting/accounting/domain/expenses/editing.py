"""A sheet while it is a draft or was returned: lines and receipts come, change and go; each change is written down."""

from dataclasses import replace
from datetime import date, datetime

from accounting.domain.attachment import Attachment, attach, find_attached
from accounting.domain.errors import InputError, RuleError
from accounting.domain.expenses.line import Justified, Line
from accounting.domain.expenses.sheet import MOST_LINES, ExpenseSheet, check_editable, month_of
from accounting.domain.why import euros


def put_line(sheet: ExpenseSheet, line: Line, today: date, at: datetime, actor: str) -> ExpenseSheet:
    """With the line: in the place of the one with its id, whose receipts it keeps, or as a new one.

    InputError for a day outside the month, RuleError when it is not editable or full.
    """
    check_editable(sheet)
    first = month_of(sheet.month, today)
    if (line.spent_on.year, line.spent_on.month) != (first.year, first.month) or line.spent_on > today:
        raise InputError("spent_on", f"is not in {sheet.month}, or to come", f"a day of {sheet.month} until {today}")
    known = sheet.line(line.id)
    if known is not None:
        kept = replace(line, receipts=known.receipts, justified=Justified.WAITING, remark="")
        same = replace(known, justified=Justified.WAITING, remark="") == kept
        return sheet if same else sheet.with_line(kept).logged(at, actor, "line_changed", _what(kept))
    if len(sheet.lines) >= MOST_LINES:
        raise RuleError("expense-full", f"a sheet has at most {MOST_LINES} lines")
    return replace(sheet, lines=(*sheet.lines, line)).logged(at, actor, "line_added", _what(line))


def remove_line(sheet: ExpenseSheet, line_id: str, at: datetime, actor: str) -> ExpenseSheet:
    """Without the line; the same sheet when it is gone already."""
    check_editable(sheet)
    line = sheet.line(line_id)
    if line is None:
        return sheet
    left = tuple(one for one in sheet.lines if one.id != line_id)
    return replace(sheet, lines=left).logged(at, actor, "line_removed", _what(line))


def duplicate(line: Line, line_id: str, spent_on: date) -> Line:
    """The same expense on another day: its receipts are not those of the other one."""
    return replace(line, id=line_id, spent_on=spent_on, receipts=(), justified=Justified.WAITING, remark="")


def add_receipt(sheet: ExpenseSheet, line_id: str, receipt: Attachment, at: datetime, actor: str) -> ExpenseSheet:
    """With a receipt on a line, which somebody has to look at again. The same file on the same line changes nothing."""
    check_editable(sheet)
    line = sheet.line(line_id)
    if line is None:
        raise RuleError("expense-line-gone", "the line was removed meanwhile")
    receipts = attach(line.receipts, receipt)
    if receipts == line.receipts:
        return sheet
    changed = replace(line, receipts=receipts, justified=Justified.WAITING, remark="")
    return sheet.with_line(changed).logged(at, actor, "attached", receipt.name)


def remove_receipt(sheet: ExpenseSheet, line_id: str, sha256: str, at: datetime, actor: str) -> ExpenseSheet:
    """Without a receipt; the same sheet when it is gone already."""
    check_editable(sheet)
    line = sheet.line(line_id)
    receipt = find_attached(line.receipts, sha256) if line else None
    if line is None or receipt is None:
        return sheet
    left = tuple(one for one in line.receipts if one.sha256 != sha256)
    changed = replace(line, receipts=left, justified=Justified.WAITING, remark="")
    return sheet.with_line(changed).logged(at, actor, "detached", receipt.name)


def _what(line: Line) -> str:
    return f"{line.spent_on:%d/%m/%Y} {line.label} : {euros(line.amount_cents)}"
