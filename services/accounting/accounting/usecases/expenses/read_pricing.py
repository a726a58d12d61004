"""What the drives of a sheet are priced by: the person's kilometres of the year, and the scale."""

from accounting.deps import Deps
from accounting.domain.expenses.drives import Pricing
from accounting.domain.expenses.kilometre_book import KilometreBook, book_id
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.usecases.expenses.read_kilometre_scale import ReadKilometreScale, read_kilometre_scale
from essaim.kit.store.errors import MissingError


async def read_pricing(sheet: ExpenseSheet, deps: Deps) -> Pricing:
    """As it is now; approved sheets only are in it."""
    own = await read_kilometre_scale(ReadKilometreScale(sheet.siren, sheet.year), deps)
    try:
        book = (await deps.kilometre_books.get(book_id(sheet.siren, sheet.person_id, sheet.year))).state
    except MissingError:
        book = KilometreBook(sheet.siren, sheet.person_id, sheet.year)
    return Pricing(book, own)
