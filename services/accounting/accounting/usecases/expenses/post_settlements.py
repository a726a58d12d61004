"""The entries of what was paid or given up of an expense sheet."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary
from accounting.domain.expenses.expense_entries import expense_payment, expense_waiver
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.letter_expense_sheet import letter_expense_sheet
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostSettlements:
    """Those of this sheet."""

    sheet_id: str


async def post_settlements(command: PostSettlements, deps: Deps, cause: Cause) -> None:
    """Post each once, then take the mark away, unless one was added meanwhile."""
    stored = await deps.expense_sheets.get(command.sheet_id)
    sheet, approval = stored.state, stored.state.approval
    if approval is None:
        return
    activity = (await deps.activities.get(sheet.activity_id)).state
    books = Books(sheet.activity_id, activity)
    person = Auxiliary(sheet.person_account, await find_person_name(sheet.person_id, deps))
    for payment in sheet.payments:
        draft = expense_payment(books, command.sheet_id, sheet, approval, payment, person)
        await post_entry(PostEntry(draft), deps, cause)
    for waiver in sheet.waivers:
        draft = expense_waiver(books, command.sheet_id, sheet, approval, waiver, person)
        await post_entry(PostEntry(draft), deps, cause)
    await letter_expense_sheet(stored, deps, cause)

    def decide(now: ExpenseSheet) -> Change[ExpenseSheet] | None:
        same = (now.payments, now.waivers) == (sheet.payments, sheet.waivers)
        return Change(replace(now, settlements_to_post=False)) if same else None

    await deps.expense_sheets.change(command.sheet_id, decide, cause, effect="settlements")
