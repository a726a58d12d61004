"""A line of an expense sheet is written, or written anew."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.drives import priced
from accounting.domain.expenses.editing import put_line
from accounting.domain.expenses.line import LineContent, make_line
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.read_expense_policy import read_expense_policy
from accounting.usecases.expenses.read_pricing import read_pricing
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PutExpenseLine:
    """What the line says. Without an id it is a new one."""

    sheet_id: str
    content: LineContent
    line_id: str | None = None


async def put_expense_line(
    command: PutExpenseLine, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with the line and the amounts of all its drives, as they would be now."""
    sheet = (await deps.expense_sheets.get(command.sheet_id)).state
    policy = await read_expense_policy(sheet.siren, deps)
    entity = (await deps.legal_entities.get(sheet.siren)).state
    pricing = await read_pricing(sheet, deps)
    line_id = command.line_id or cause.new_id("expense-line")
    line = make_line(line_id, command.content, policy, deducts=bool(entity.vat_number))

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet]:
        amounts = priced(now.trying(line), command.sheet_id, pricing).line(line_id) or line
        changed = put_line(now, amounts, deps.clock.today(), deps.clock.now(), cause.actor)
        return Change(priced(changed, command.sheet_id, pricing))

    return await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)
