"""A receipt is taken off a line."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.editing import remove_receipt
from accounting.domain.expenses.sheet import ExpenseSheet
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DetachReceipt:
    """Which file of which line."""

    sheet_id: str
    line_id: str
    sha256: str


async def detach_receipt(
    command: DetachReceipt, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet without it; the file itself stays, since other documents may name it."""
    return await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(remove_receipt(now, command.line_id, command.sha256, deps.clock.now(), cause.actor)),
        cause,
        expected_version=expected_version,
    )
