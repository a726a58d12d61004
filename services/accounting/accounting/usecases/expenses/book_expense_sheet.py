"""The entry of an approved expense sheet, its part in the contribution, and its kilometres for the year."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary
from accounting.domain.expenses.drives import as_counted, distances
from accounting.domain.expenses.expense_entries import booked_on, expense
from accounting.domain.expenses.kilometre_book import KilometreBook, book_id, kept
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.contribution.contribute import Contribute, contribute
from accounting.usecases.expenses.letter_expense_sheet import letter_expense_sheet
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class BookExpenseSheet:
    """Post this sheet."""

    sheet_id: str


async def book_expense_sheet(command: BookExpenseSheet, deps: Deps, cause: Cause) -> None:
    """Post it once and count it once; letter it when its payment was faster."""
    stored = await deps.expense_sheets.get(command.sheet_id)
    sheet, approval = stored.state, stored.state.approval
    if approval is None:
        return
    await _keep_kilometres(command.sheet_id, sheet, deps, cause)
    activity = (await deps.activities.get(sheet.activity_id)).state
    person = Auxiliary(sheet.person_account, await find_person_name(sheet.person_id, deps))
    draft = expense(Books(sheet.activity_id, activity), command.sheet_id, sheet, approval, person)
    await post_entry(PostEntry(draft), deps, cause)
    await letter_expense_sheet(stored, deps, cause)
    if sheet.contribution_cents:
        counted = Contribute(
            activity_id=sheet.activity_id,
            document_id=command.sheet_id,
            document_ref=approval.number,
            moved_on=booked_on(sheet, approval),
            purchases_cents=sheet.contribution_cents,
            source_document=f"expense:{command.sheet_id}",
        )
        await contribute(counted, deps, cause)


async def _keep_kilometres(sheet_id: str, sheet: ExpenseSheet, deps: Deps, cause: Cause) -> None:
    """What was approved is what the year has, even if another approval of the same moment failed and took it out."""
    if not distances(sheet.lines):
        return
    empty = KilometreBook(sheet.siren, sheet.person_id, sheet.year)
    lines = as_counted(sheet_id, sheet)

    def decide(book: KilometreBook | None) -> Change[KilometreBook]:
        return Change(kept(book or empty, sheet_id, lines))

    id_ = book_id(sheet.siren, sheet.person_id, sheet.year)
    await deps.kilometre_books.put(id_, decide, cause, effect=f"keep:{sheet_id}")
