"""A receipt is attached to a line of an expense sheet."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.editing import add_receipt
from accounting.domain.expenses.sheet import ExpenseSheet, check_editable
from accounting.usecases.files.attach_file import AttachFile, attach_file
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class AttachReceipt:
    """The file as it comes, with the name and media type that its sender gave it."""

    sheet_id: str
    line_id: str
    content: AsyncIterator[bytes]
    name: str
    declared: str | None = None


async def attach_receipt(
    command: AttachReceipt, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with it. Nothing is kept of a file that cannot be attached here."""
    sheet = (await deps.expense_sheets.get(command.sheet_id)).state
    check_editable(sheet)
    if sheet.line(command.line_id) is None:
        raise NotFoundError("not-found", "the sheet has no line under this id")
    receipt = await attach_file(AttachFile(command.content, command.name, command.declared), deps, cause)
    at = deps.clock.now()
    return await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(add_receipt(now, command.line_id, receipt, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
