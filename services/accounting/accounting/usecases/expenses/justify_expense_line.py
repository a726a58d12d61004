"""Somebody looked at the receipt of a line."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.deciding import justify
from accounting.domain.expenses.line import Justified
from accounting.domain.expenses.sheet import ExpenseSheet
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class JustifyExpenseLine:
    """What was found, and why when it is not valid."""

    sheet_id: str
    line_id: str
    state: Justified
    remark: str = ""


async def justify_expense_line(
    command: JustifyExpenseLine, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with it."""
    if (await deps.expense_sheets.get(command.sheet_id)).state.line(command.line_id) is None:
        raise NotFoundError("not-found", "the sheet has no line under this id")
    return await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(justify(now, command.line_id, command.state, command.remark, deps.clock.now(), cause.actor)),
        cause,
        expected_version=expected_version,
    )
