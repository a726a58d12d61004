"""A line of an expense sheet is taken out."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.drives import priced
from accounting.domain.expenses.editing import remove_line
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.read_pricing import read_pricing
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RemoveExpenseLine:
    """Which one."""

    sheet_id: str
    line_id: str


async def remove_expense_line(
    command: RemoveExpenseLine, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet without it, and the amounts of the drives that are left."""
    pricing = await read_pricing((await deps.expense_sheets.get(command.sheet_id)).state, deps)

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet]:
        left = remove_line(now, command.line_id, deps.clock.now(), cause.actor)
        return Change(priced(left, command.sheet_id, pricing))

    return await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)
