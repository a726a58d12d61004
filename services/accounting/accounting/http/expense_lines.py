"""The lines of an expense sheet and their receipts, as long as it is a draft or was returned."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import StreamingResponse

from accounting.domain.attachment import find_attached
from accounting.http.dependencies import Use
from accounting.http.expense_access import sheet_for
from accounting.http.expense_sheets import shown
from accounting.http.schemas.expense_lines import CopyLinesIn, DuplicateIn, ExpenseLineIn
from accounting.http.schemas.expense_sheets import ExpenseSheetOut
from accounting.usecases.expenses.attach_receipt import AttachReceipt, attach_receipt
from accounting.usecases.expenses.copy_expense_lines import CopyExpenseLines, copy_expense_lines
from accounting.usecases.expenses.detach_receipt import DetachReceipt, detach_receipt
from accounting.usecases.expenses.duplicate_expense_line import DuplicateExpenseLine, duplicate_expense_line
from accounting.usecases.expenses.put_expense_line import PutExpenseLine, put_expense_line
from accounting.usecases.expenses.remove_expense_line import RemoveExpenseLine, remove_expense_line
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch
from essaim.kit.http.attached import ATTACHED, GIVEN, FileName, attached_response, body_of

router = APIRouter(prefix="/v1/expense-sheets/{sheet_id}/lines", tags=["expense sheets"])
UPLOAD_PATH = "/v1/expense-sheets/{sheet_id}/lines/{line_id}/attachments"
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post("", status_code=201, summary="Add a line (its person, accountant)")
async def add_line(
    sheet_id: Id,
    body: ExpenseLineIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """The amount of a drive comes from the scale of the year, of a telephone bill from its part."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    command = PutExpenseLine(sheet_id, body.to_domain())
    return shown(await put_expense_line(command, deps, cause, expected_version=expected), response)


@router.put("/{line_id}", summary="Write a line anew (its person, accountant)")
async def change_line(
    sheet_id: Id,
    line_id: Id,
    body: ExpenseLineIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """It keeps its receipts; somebody has to look at them again."""
    await _check_line(sheet_id, line_id, deps, caller, "expense.write")
    command = PutExpenseLine(sheet_id, body.to_domain(), line_id)
    return shown(await put_expense_line(command, deps, cause, expected_version=expected), response)


@router.delete("/{line_id}", summary="Take a line out (its person, accountant)")
async def remove_line(
    sheet_id: Id, line_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> ExpenseSheetOut:
    """It stays in the history."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    command = RemoveExpenseLine(sheet_id, line_id)
    return shown(await remove_expense_line(command, deps, cause, expected_version=expected), response)


@router.post("/{line_id}/duplicate", status_code=201, summary="The same again on another day (its person, accountant)")
async def duplicate_line(
    sheet_id: Id,
    line_id: Id,
    body: DuplicateIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """Without its receipts."""
    await _check_line(sheet_id, line_id, deps, caller, "expense.write")
    command = DuplicateExpenseLine(sheet_id, line_id, body.spent_on)
    return shown(await duplicate_expense_line(command, deps, cause, expected_version=expected), response)


@router.post(
    "/{line_id}/attachments",
    status_code=201,
    summary="Attach a receipt (its person, accountant)",
    openapi_extra=ATTACHED,
)
async def attach(
    sheet_id: Id,
    line_id: Id,
    name: FileName,
    request: Request,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """The body is the file. The same file on the same line is attached once."""
    await _check_line(sheet_id, line_id, deps, caller, "expense.write")
    command = AttachReceipt(sheet_id, line_id, body_of(request), name, request.headers.get("content-type"))
    return shown(await attach_receipt(command, deps, cause, expected_version=expected), response)


@router.get("/{line_id}/attachments/{sha256}", summary="A receipt", response_class=Response, responses=GIVEN)
async def read_attachment(sheet_id: Id, line_id: Id, sha256: Hash, deps: Use, caller: Caller) -> StreamingResponse:
    """For whoever may read the sheet; its hash is checked before the first byte is sent."""
    sheet = (await sheet_for(caller, "expense.read", sheet_id, deps)).state
    line = sheet.line(line_id)
    receipt = find_attached(line.receipts, sha256) if line else None
    if receipt is None:
        raise NotFoundError("not-found", "there is no receipt here under this hash")
    return attached_response(await deps.attachments.open(sha256), receipt.name)


@router.delete("/{line_id}/attachments/{sha256}", summary="Take a receipt off (its person, accountant)")
async def detach(
    sheet_id: Id,
    line_id: Id,
    sha256: Hash,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """Its name stays in the history."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    command = DetachReceipt(sheet_id, line_id, sha256)
    return shown(await detach_receipt(command, deps, cause, expected_version=expected), response)


@router.post("/copies", status_code=201, summary="The lines of an earlier sheet again (its person, accountant)")
async def copy_lines(
    sheet_id: Id,
    body: CopyLinesIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpenseSheetOut:
    """On the same day of this month, without receipts; such as what comes back every month."""
    await sheet_for(caller, "expense.write", sheet_id, deps)
    await sheet_for(caller, "expense.read", body.from_sheet_id, deps)
    command = CopyExpenseLines(sheet_id, body.from_sheet_id, tuple(body.line_ids))
    return shown(await copy_expense_lines(command, deps, cause, expected_version=expected), response)


async def _check_line(sheet_id: str, line_id: str, deps: Use, caller: Caller, action: str) -> None:
    sheet = (await sheet_for(caller, action, sheet_id, deps)).state
    if sheet.line(line_id) is None:
        raise NotFoundError("not-found", "the sheet has no line under this id")
