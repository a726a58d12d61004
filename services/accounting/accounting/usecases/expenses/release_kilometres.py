"""Take the drives of a sheet that is not approved out of the kilometre book: an approval that failed may have left them."""

from accounting.deps import Deps
from accounting.domain.expenses.kilometre_book import KilometreBook, book_id, released
from accounting.domain.expenses.sheet import ExpenseSheet
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


async def release_kilometres(sheet: Stored[ExpenseSheet], deps: Deps, cause: Cause) -> None:
    """Nothing happens for an approved sheet, or when the book has none of it."""
    state = sheet.state
    if state.approval is not None:
        return

    def decide(book: KilometreBook | None) -> Change[KilometreBook] | None:
        return Change(released(book, sheet.id)) if book is not None and book.of(sheet.id) else None

    id_ = book_id(state.siren, state.person_id, state.year)
    await deps.kilometre_books.put(id_, decide, cause, effect=f"release:{sheet.id}")
