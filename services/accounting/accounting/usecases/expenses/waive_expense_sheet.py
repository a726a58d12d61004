"""A person gives up what they are owed, or a part of it (abandon de créance)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.settling import waive
from accounting.domain.expenses.sheet import ExpenseSheet, Waiver
from accounting.usecases.expenses.post_settlements import PostSettlements, post_settlements
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WaiveExpenseSheet:
    """How much, in their own words."""

    sheet_id: str
    amount_cents: int
    statement: str


async def waive_expense_sheet(
    command: WaiveExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with the waiver, and its entry posted. A crash before that is mended by a job."""
    waiver = Waiver(cause.new_id("waiver"), deps.clock.today(), command.amount_cents, command.statement.strip())
    await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(waive(now, waiver, deps.clock.now(), cause.actor)),
        cause,
        expected_version=expected_version,
    )
    await post_settlements(PostSettlements(command.sheet_id), deps, cause)
    return await deps.expense_sheets.get(command.sheet_id)
