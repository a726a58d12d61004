"""The expense sheets of a list with the names that an accountant needs beside them."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.printed import SheetRow
from accounting.usecases.groups.find_person_name import find_person_name
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class ListExpenseRows:
    """The conditions of the list."""

    where: Where


async def list_expense_rows(command: ListExpenseRows, deps: Deps) -> tuple[SheetRow, ...]:
    """Oldest first; each name is looked up once."""
    found = await deps.expense_sheets.all(command.where, order_by=(Order("created_at"),))
    names = {one: await find_person_name(one, deps) for one in {each.state.person_id for each in found}}
    codes = {
        one: (await deps.activities.get(one)).state.analytic_code for one in {each.state.activity_id for each in found}
    }
    return tuple(SheetRow(one.id, one.state, names[one.state.person_id], codes[one.state.activity_id]) for one in found)
