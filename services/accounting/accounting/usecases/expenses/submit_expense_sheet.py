"""An expense sheet is handed in."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.expenses.deciding import submit
from accounting.domain.expenses.drives import priced
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus
from accounting.usecases.expenses.read_pricing import read_pricing
from essaim.contracts.accounting import ExpenseSubmitted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitExpenseSheet:
    """Which one."""

    sheet_id: str


async def submit_expense_sheet(
    command: SubmitExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """SUBMITTED, with the amounts of its drives as they are now."""
    sheet = (await deps.expense_sheets.get(command.sheet_id)).state
    check_open((await deps.activities.get(sheet.activity_id)).state)
    pricing = await read_pricing(sheet, deps)

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet] | None:
        if now.status is SheetStatus.SUBMITTED:
            return None
        ready = submit(priced(now, command.sheet_id, pricing), deps.clock.today(), deps.clock.now(), cause.actor)
        return Change(ready, (_event(command.sheet_id, ready),))

    return await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)


def _event(sheet_id: str, sheet: ExpenseSheet) -> ExpenseSubmitted:
    return ExpenseSubmitted(
        sheet_id=sheet_id,
        activity_id=sheet.activity_id,
        group_id=sheet.group_id,
        person_id=sheet.person_id,
        month=sheet.month,
        line_count=len(sheet.lines),
        total=sheet.total_cents,
    )
