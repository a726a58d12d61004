"""A draft of an expense sheet is given up."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.deciding import discard
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.release_kilometres import release_kilometres
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DiscardExpenseSheet:
    """Which one."""

    sheet_id: str


async def discard_expense_sheet(
    command: DiscardExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """DISCARDED; it stays readable."""
    stored = await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(discard(now, deps.clock.now(), cause.actor)),
        cause,
        expected_version=expected_version,
    )
    await release_kilometres(stored, deps, cause)
    return stored
