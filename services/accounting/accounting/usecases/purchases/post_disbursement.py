"""The bank entries of what was paid of a purchase."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.purchase_entries import payment_entry
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.purchases.find_third_parties import find_third_parties
from accounting.usecases.purchases.letter_purchase import LetterPurchase, letter_purchase
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostDisbursement:
    """Post the payments of this purchase."""

    purchase_id: str


async def post_disbursement(command: PostDisbursement, deps: Deps, cause: Cause) -> None:
    """Post each once, letter what is settled, then take the mark away unless another payment came meanwhile."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    if not bought.payments:
        return
    books = Books(bought.activity_id, (await deps.activities.get(bought.activity_id)).state)
    third = await find_third_parties(bought, deps)
    for payment in bought.payments:
        await post_entry(PostEntry(payment_entry(books, command.purchase_id, bought, payment, third)), deps, cause)
    await letter_purchase(LetterPurchase(command.purchase_id), deps, cause)

    def unmark(one: Purchase) -> Change[Purchase] | None:
        return Change(replace(one, payment_to_post=False)) if one.payments == bought.payments else None

    await deps.purchases.change(command.purchase_id, unmark, cause, effect="disbursement")
