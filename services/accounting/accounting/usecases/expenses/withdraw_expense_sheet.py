"""Its author takes a submitted expense sheet back."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.deciding import withdraw
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.release_kilometres import release_kilometres
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawExpenseSheet:
    """Which one."""

    sheet_id: str


async def withdraw_expense_sheet(
    command: WithdrawExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """A DRAFT again."""
    stored = await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(withdraw(now, deps.clock.now(), cause.actor)),
        cause,
        expected_version=expected_version,
    )
    await release_kilometres(stored, deps, cause)
    return stored
