"""An expense sheet as it is printed: with the names of the person, the group and the legal entity."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.expenses.printed import PrintedSheet
from accounting.domain.history import Visibility
from accounting.usecases.groups.find_person_name import find_person_name


@dataclass(frozen=True)
class PrintExpenseSheet:
    """Which one."""

    sheet_id: str


async def print_expense_sheet(command: PrintExpenseSheet, deps: Deps) -> PrintedSheet:
    """What its PDF shows. Private words are not on it, since it is handed on."""
    sheet = (await deps.expense_sheets.get(command.sheet_id)).state
    activity = (await deps.activities.get(sheet.activity_id)).state
    public = tuple(one for one in sheet.history if one.visibility is not Visibility.PRIVATE)
    return PrintedSheet(
        sheet_id=command.sheet_id,
        sheet=replace(sheet, history=()),
        person_name=await find_person_name(sheet.person_id, deps, for_books=False),
        group_name=(await deps.groups.get(sheet.group_id)).state.name,
        analytic_code=activity.analytic_code,
        entity_name=(await deps.legal_entities.get(sheet.siren)).state.name,
        history=public,
        printed_at=deps.clock.now(),
    )
