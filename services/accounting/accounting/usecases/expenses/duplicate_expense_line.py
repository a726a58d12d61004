"""The same expense again, on another day."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.expenses.drives import priced
from accounting.domain.expenses.editing import duplicate, put_line
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.read_pricing import read_pricing
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DuplicateExpenseLine:
    """Which line, and on which day it happened again."""

    sheet_id: str
    line_id: str
    spent_on: date


async def duplicate_expense_line(
    command: DuplicateExpenseLine, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with one line more, which has no receipt yet."""
    pricing = await read_pricing((await deps.expense_sheets.get(command.sheet_id)).state, deps)

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet]:
        line = now.line(command.line_id)
        if line is None:
            raise RuleError("expense-line-gone", "the line was removed meanwhile")
        copy = duplicate(line, cause.new_id("expense-line"), command.spent_on)
        changed = put_line(now, copy, deps.clock.today(), deps.clock.now(), cause.actor)
        return Change(priced(changed, command.sheet_id, pricing))

    return await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)
