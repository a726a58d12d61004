"""What is decided on an expense sheet: receipts looked at, returned or approved, commented, paid, waived."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use
from accounting.http.expense_access import decider_of, sheet_for
from accounting.http.expense_sheets import shown
from accounting.http.schemas.expense_lines import JustificationIn
from accounting.http.schemas.expense_sheets import (
    ApprovalIn,
    CommentIn,
    ExpensePaymentIn,
    ExpenseSheetOut,
    ReturnIn,
    WaiverIn,
)
from accounting.usecases.expenses.approve_expense_sheet import ApproveExpenseSheet, approve_expense_sheet
from accounting.usecases.expenses.comment_expense_sheet import CommentExpenseSheet, comment_expense_sheet
from accounting.usecases.expenses.justify_expense_line import JustifyExpenseLine, justify_expense_line
from accounting.usecases.expenses.pay_expense_sheet import PayExpenseSheet, pay_expense_sheet
from accounting.usecases.expenses.return_expense_sheet import ReturnExpenseSheet, return_expense_sheet
from accounting.usecases.expenses.waive_expense_sheet import WaiveExpenseSheet, waive_expense_sheet
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/expense-sheets/{sheet_id}", tags=["expense sheets"])


@router.put("/lines/{line_id}/justification", summary="Say what a receipt is worth (coach, accountant)")
async def justify(
    sheet_id: Id,
    line_id: Id,
    body: JustificationIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """Of a submitted sheet: waiting, valid, or invalid with a remark."""
    await sheet_for(caller, "expense.review", sheet_id, deps)
    command = JustifyExpenseLine(sheet_id, line_id, body.state, body.remark)
    return shown(await justify_expense_line(command, deps, cause, expected_version=expected), response)


@router.post("/return", summary="Send it back with what has to be changed (coach, accountant)")
async def send_back(
    sheet_id: Id,
    body: ReturnIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """RETURNED: its person changes it and hands it in again."""
    await sheet_for(caller, "expense.review", sheet_id, deps)
    command = ReturnExpenseSheet(sheet_id, body.comment, body.visibility)
    return shown(await return_expense_sheet(command, deps, cause, expected_version=expected), response)


@router.post("/approval", summary="Approve it (up to one's ceiling; accountant)")
async def approve(
    sheet_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: ApprovalIn | None = None,
) -> ExpenseSheetOut:
    """APPROVED, for good: it gets its number and goes into the books. Refused while a receipt is missing or not valid."""
    sheet = (await sheet_for(caller, "expense.approve", sheet_id, deps)).state
    command = ApproveExpenseSheet(sheet_id, decider_of(caller, sheet), body.comment if body else "")
    return shown(await approve_expense_sheet(command, deps, cause, expected_version=expected), response)


@router.post("/comments", status_code=201, summary="Say something about it (whoever takes part)")
async def comment(
    sheet_id: Id, body: CommentIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> ExpenseSheetOut:
    """In its history, for all who read the sheet or for the accountant only."""
    await sheet_for(caller, "expense.comment", sheet_id, deps)
    command = CommentExpenseSheet(sheet_id, body.comment, body.visibility)
    return shown(await comment_expense_sheet(command, deps, cause), response)


@router.post("/payments", status_code=201, summary="The person got money (accountant)")
async def pay(
    sheet_id: Id,
    body: ExpensePaymentIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """Whole or in parts; PAID with the last one. With an Idempotency-Key it is recorded once."""
    await sheet_for(caller, "expense.pay", sheet_id, deps)
    payment_id = cause.new_id("expense-payment")
    command = PayExpenseSheet(sheet_id, body.paid_on, body.amount, payment_id, body.means)
    return shown(await pay_expense_sheet(command, deps, cause, expected_version=expected), response)


@router.put("/payments/{payment_id}", summary="The person got money, under the accountant's own id (accountant)")
async def put_payment(
    sheet_id: Id,
    payment_id: Id,
    body: ExpensePaymentIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """The same id is recorded once; with another day or amount it is refused."""
    await sheet_for(caller, "expense.pay", sheet_id, deps)
    command = PayExpenseSheet(sheet_id, body.paid_on, body.amount, f"{sheet_id}:{payment_id}", body.means)
    return shown(await pay_expense_sheet(command, deps, cause, expected_version=expected), response)


@router.post("/waiver", status_code=201, summary="Give up what one is owed (its person)")
async def waive(
    sheet_id: Id,
    body: WaiverIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """Abandon de créance, whole or in part, in the person's own words. WAIVED when all of it is given up."""
    await sheet_for(caller, "expense.waive", sheet_id, deps)
    command = WaiveExpenseSheet(sheet_id, body.amount, body.statement)
    return shown(await waive_expense_sheet(command, deps, cause, expected_version=expected), response)
