"""Expense sheets: begun, listed, read, printed; handed in, taken back, given up."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.documents.expenses.list_csv import expense_list_csv
from accounting.documents.expenses.sheet_pdf import render_expense_sheet
from accounting.documents.reports import csv_file
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus
from accounting.domain.history import readable
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.expense_access import sheet_for, visible_sheets
from accounting.http.policy import POLICY
from accounting.http.schemas.expense_sheets import ExpenseHistoryOut, ExpenseSheetIn, ExpenseSheetOut
from accounting.usecases.expenses.create_expense_sheet import CreateExpenseSheet, create_expense_sheet
from accounting.usecases.expenses.discard_expense_sheet import DiscardExpenseSheet, discard_expense_sheet
from accounting.usecases.expenses.list_expense_rows import ListExpenseRows, list_expense_rows
from accounting.usecases.expenses.print_expense_sheet import PrintExpenseSheet, print_expense_sheet
from accounting.usecases.expenses.submit_expense_sheet import SubmitExpenseSheet, submit_expense_sheet
from accounting.usecases.expenses.withdraw_expense_sheet import WithdrawExpenseSheet, withdraw_expense_sheet
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Resource
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/expense-sheets", tags=["expense sheets"])


class Format(StrEnum):
    """As data, page by page, or as one table for a spreadsheet."""

    JSON = "json"
    CSV = "csv"


@router.post("", status_code=201, summary="Begin the expense sheet of a month (its person, accountant)")
async def create(
    body: ExpenseSheetIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> ExpenseSheetOut:
    """One for each person, activity and month; another one with a reason."""
    activity = await activity_for(caller, "activity.read", body.activity_id, deps)
    person_id = body.person_id or caller.sub
    group_id = activity.state.group_id
    resource = Resource(owner=person_id, group_id=group_id, partner=deps.settings.partner)
    POLICY.require(caller, "expense.write")
    POLICY.check(caller, "expense.write", resource)
    command = CreateExpenseSheet(body.activity_id, person_id, body.month, body.reason or "")
    return shown(await create_expense_sheet(command, deps, cause), response)


@router.get(
    "",
    summary="Expense sheets, oldest first",
    response_model=PageOut[ExpenseSheetOut],
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def list_sheets(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    group_id: Id | None = None,
    status: SheetStatus | None = None,
    person_id: Id | None = None,
    format: Annotated[Format, Query(description="csv is for the accountant")] = Format.JSON,
) -> PageOut[ExpenseSheetOut] | Response:
    """Those that the caller may read."""
    where = {**visible_sheets(caller, deps, group_id, person_id), **({"status": status.value} if status else {})}
    if format is Format.CSV:
        allow(caller, "expense.pay", deps)
        content = expense_list_csv(await list_expense_rows(ListExpenseRows(where), deps))
        headers = {"Content-Disposition": 'attachment; filename="notes-de-frais.csv"'}
        return Response(content, media_type=csv_file.MEDIA_TYPE, headers=headers)
    order = (Order("created_at"),)
    found = await deps.expense_sheets.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ExpenseSheetOut.of(one) for one in found.items], next=found.next)


@router.get("/{sheet_id}", summary="One expense sheet")
async def read(sheet_id: Id, deps: Use, caller: Caller, response: Response) -> ExpenseSheetOut:
    """With its lines, payments and waivers."""
    return shown(await sheet_for(caller, "expense.read", sheet_id, deps), response)


@router.get("/{sheet_id}/history", summary="What happened to it, as far as the caller may read it")
async def read_history(sheet_id: Id, deps: Use, caller: Caller) -> ExpenseHistoryOut:
    """Oldest first; private words only for the accountant and who wrote them."""
    sheet = (await sheet_for(caller, "expense.read", sheet_id, deps)).state
    return ExpenseHistoryOut.of(readable(sheet.history, caller.sub, keeps_books="accountant" in caller.roles))


@router.get("/{sheet_id}/pdf", summary="To print and sign", responses={200: {"content": {"application/pdf": {}}}})
async def read_pdf(sheet_id: Id, deps: Use, caller: Caller) -> Response:
    """Lines, kilometres, totals, receipts with their hashes; marked as long as it is not approved."""
    sheet = (await sheet_for(caller, "expense.read", sheet_id, deps)).state
    printed = await print_expense_sheet(PrintExpenseSheet(sheet_id), deps)
    name = f"note-de-frais-{sheet.number or sheet.month}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    content = await deps.aside.run(render_expense_sheet, printed)
    return Response(content, media_type="application/pdf", headers=headers)


@router.post("/{sheet_id}/submission", summary="Hand it in (its person, accountant)")
async def submit(
    sheet_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> ExpenseSheetOut:
    """SUBMITTED: nothing changes in it from now on. Refused while a receipt is missing."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    return shown(
        await submit_expense_sheet(SubmitExpenseSheet(sheet_id), deps, cause, expected_version=expected), response
    )


@router.post("/{sheet_id}/withdrawal", summary="Take it back (its person, accountant)")
async def withdraw(
    sheet_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> ExpenseSheetOut:
    """A DRAFT again."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    command = WithdrawExpenseSheet(sheet_id)
    return shown(await withdraw_expense_sheet(command, deps, cause, expected_version=expected), response)


@router.post("/{sheet_id}/discarding", summary="Give a draft up (its person, accountant)")
async def discard(
    sheet_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> ExpenseSheetOut:
    """DISCARDED: it stays readable, and the month is free again."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    command = DiscardExpenseSheet(sheet_id)
    return shown(await discard_expense_sheet(command, deps, cause, expected_version=expected), response)


def shown(stored: Stored[ExpenseSheet], response: Response) -> ExpenseSheetOut:
    """The sheet as it stands, with its entity tag."""
    response.headers["ETag"] = stored.etag
    return ExpenseSheetOut.of(stored)
