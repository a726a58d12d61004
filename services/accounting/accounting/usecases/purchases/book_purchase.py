"""The purchase entry of a recorded purchase."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.purchasing.purchase_entries import purchase_entry
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.purchases.find_third_parties import find_third_parties
from accounting.usecases.purchases.letter_purchase import LetterPurchase, letter_purchase
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class BookPurchase:
    """Post this purchase."""

    purchase_id: str


async def book_purchase(command: BookPurchase, deps: Deps, cause: Cause) -> None:
    """Post the entry, once; letter it when its payment was faster."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    books = Books(bought.activity_id, (await deps.activities.get(bought.activity_id)).state)
    third = await find_third_parties(bought, deps)
    await post_entry(PostEntry(purchase_entry(books, command.purchase_id, bought, third)), deps, cause)
    await letter_purchase(LetterPurchase(command.purchase_id), deps, cause)
