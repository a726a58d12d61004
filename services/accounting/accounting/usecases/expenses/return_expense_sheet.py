"""A submitted expense sheet goes back to its author, with what has to be changed."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.deciding import send_back
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.domain.history import Visibility
from accounting.usecases.expenses.release_kilometres import release_kilometres
from essaim.contracts.accounting import ExpenseDecided
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnExpenseSheet:
    """Which one, and why."""

    sheet_id: str
    comment: str
    visibility: Visibility = Visibility.TEAM


async def return_expense_sheet(
    command: ReturnExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """RETURNED; its author changes it and submits it again, or discards it."""

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet]:
        at = deps.clock.now()
        returned = send_back(now, command.comment, at, cause.actor, command.visibility)
        event = ExpenseDecided(
            sheet_id=command.sheet_id,
            activity_id=now.activity_id,
            group_id=now.group_id,
            person_id=now.person_id,
            month=now.month,
            decision="returned",
            decided_on=deps.clock.today(),
            total=now.total_cents,
            charge=now.charge_cents,
            vat=now.vat_cents,
        )
        return Change(returned, (event,))

    stored = await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)
    await release_kilometres(stored, deps, cause)
    return stored
