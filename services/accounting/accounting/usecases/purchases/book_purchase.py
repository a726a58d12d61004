"""The purchase entry of a recorded purchase."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books, purchase
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class BookPurchase:
    """Post this purchase."""

    purchase_id: str


async def book_purchase(command: BookPurchase, deps: Deps, cause: Cause) -> None:
    """Post the entry, once; letter it when its payment was faster."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    activity = (await deps.activities.get(bought.activity_id)).state
    await post_entry(PostEntry(purchase(Books(bought.activity_id, activity), command.purchase_id, bought)), deps, cause)
    keys = (f"purchase:{command.purchase_id}", f"payment:{command.purchase_id}")
    await letter_document(LetterDocument(bought.siren, "401", keys), deps, cause)
