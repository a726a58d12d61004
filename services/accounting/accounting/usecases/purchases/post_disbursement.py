"""The bank entry of a paid purchase."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books, disbursement
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostDisbursement:
    """Post the payment of this purchase."""

    purchase_id: str


async def post_disbursement(command: PostDisbursement, deps: Deps, cause: Cause) -> None:
    """Post it once, then take the mark away."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    if bought.paid_on is None:
        return
    activity = (await deps.activities.get(bought.activity_id)).state
    draft = disbursement(Books(bought.activity_id, activity), command.purchase_id, bought, bought.paid_on)
    await post_entry(PostEntry(draft), deps, cause)
    keys = (f"purchase:{command.purchase_id}", f"payment:{command.purchase_id}")
    await letter_document(LetterDocument(bought.siren, "401", keys), deps, cause)
    await deps.purchases.change(
        command.purchase_id, lambda one: Change(replace(one, payment_to_post=False)), cause, effect="disbursement"
    )
