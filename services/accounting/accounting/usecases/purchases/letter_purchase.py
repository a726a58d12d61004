"""Letter a purchase with what settled it, per third party: the supplier's lines, and the member's."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Payee
from accounting.domain.purchasing.parts import due_cents
from accounting.domain.purchasing.purchase_entries import settling_keys
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.purchases.find_third_parties import find_third_parties
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class LetterPurchase:
    """Which one."""

    purchase_id: str


async def letter_purchase(command: LetterPurchase, deps: Deps, cause: Cause) -> None:
    """Nothing happens for what is still to be paid, or whose entries are still to come."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    third = await find_third_parties(bought, deps)
    for to in Payee:
        if not due_cents(bought, to):
            continue
        account, auxiliary = third.of(to)
        keys = settling_keys(command.purchase_id, bought, to)
        await letter_document(LetterDocument(bought.siren, account, keys, auxiliary.account), deps, cause)
