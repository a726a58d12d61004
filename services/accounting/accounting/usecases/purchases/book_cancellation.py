"""The counter-entry of a cancelled purchase (ACC-03)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.purchasing.purchase_entries import cancellation_entry
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.purchases.book_purchase import BookPurchase, book_purchase
from accounting.usecases.purchases.find_third_parties import find_third_parties
from accounting.usecases.purchases.letter_purchase import LetterPurchase, letter_purchase
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class BookCancellation:
    """Of this purchase."""

    purchase_id: str


async def book_cancellation(command: BookCancellation, deps: Deps, cause: Cause) -> None:
    """Post it once, after the entry that it takes back, and letter both."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    if bought.cancellation is None:
        return
    await book_purchase(BookPurchase(command.purchase_id), deps, cause)
    books = Books(bought.activity_id, (await deps.activities.get(bought.activity_id)).state)
    third = await find_third_parties(bought, deps)
    draft = cancellation_entry(books, command.purchase_id, bought, bought.cancellation, third)
    await post_entry(PostEntry(draft), deps, cause)
    await letter_purchase(LetterPurchase(command.purchase_id), deps, cause)
