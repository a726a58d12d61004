"""Somebody says something about an expense sheet."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.deciding import comment_on
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.domain.history import Visibility
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CommentExpenseSheet:
    """The words, and who may read them."""

    sheet_id: str
    comment: str
    visibility: Visibility = Visibility.TEAM


async def comment_expense_sheet(command: CommentExpenseSheet, deps: Deps, cause: Cause) -> Stored[ExpenseSheet]:
    """The sheet with it."""
    return await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(comment_on(now, command.comment, command.visibility, deps.clock.now(), cause.actor)),
        cause,
    )
