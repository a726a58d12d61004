"""The lines of an earlier sheet again, such as those of last month: what comes back every month is not typed again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.expenses.drives import priced
from accounting.domain.expenses.editing import duplicate, put_line
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.read_pricing import read_pricing
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CopyExpenseLines:
    """Which lines of which sheet of the same person; all of them when none is named."""

    sheet_id: str
    from_sheet_id: str
    line_ids: tuple[str, ...] = ()


async def copy_expense_lines(
    command: CopyExpenseLines, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with them, on the same day of its month, without receipts. InputError for a line that is not there."""
    source = (await deps.expense_sheets.get(command.from_sheet_id)).state
    sheet = (await deps.expense_sheets.get(command.sheet_id)).state
    if (source.person_id, source.siren) != (sheet.person_id, sheet.siren):
        raise InputError("from_sheet_id", "is the sheet of somebody else", "an earlier sheet of the same person")
    wanted = command.line_ids or tuple(one.id for one in source.lines)
    unknown = [id_ for id_ in wanted if source.line(id_) is None]
    if unknown:
        raise InputError("line_ids", f"has {', '.join(unknown)}", "ids of lines of that sheet")
    pricing, today = await read_pricing(sheet, deps), deps.clock.today()

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet]:
        for line in source.lines:
            if line.id in wanted:
                copy = duplicate(line, cause.new_id(f"copy:{line.id}"), _moved(line.spent_on, now, today))
                now = put_line(now, copy, today, deps.clock.now(), cause.actor)
        return Change(priced(now, command.sheet_id, pricing))

    return await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)


def _moved(spent_on: date, sheet: ExpenseSheet, today: date) -> date:
    """The same day of the month of the sheet, its last one when it is shorter, and never one to come."""
    year, month = sheet.year, int(sheet.month[5:])
    return min(date(year, month, min(spent_on.day, monthrange(year, month)[1])), today)
