"""The entries of a slip: its deposit, lettered with the cheques that it brought, and the cheques that came back."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.payments.remittance import Remittance, RemittanceKind, posted
from accounting.domain.payments.remittance_entries import CHEQUES, cheque_return_entry, deposit_entry, deposit_key
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostRemittance:
    """Which slip."""

    remittance_id: str


async def post_remittance(command: PostRemittance, deps: Deps, cause: Cause) -> Stored[Remittance]:
    """Each entry once, then the mark is taken away unless another cheque came back meanwhile."""
    id_ = command.remittance_id
    slip = (await deps.remittances.get(id_)).state
    if slip.deposited_on is None or not slip.to_complete:
        return await deps.remittances.get(id_)
    await post_entry(PostEntry(deposit_entry(id_, slip, slip.deposited_on)), deps, cause)
    if slip.kind is RemittanceKind.CHEQUES:
        keys = (*(f"payment:{one.payment_id}" for one in slip.parts), deposit_key(id_))
        await letter_document(LetterDocument(slip.siren, CHEQUES, keys), deps, cause)
    returns = set()
    for one in slip.parts:
        if one.came_back is not None and one.came_back.to_post:
            await post_entry(PostEntry(cheque_return_entry(id_, slip, one, one.came_back)), deps, cause)
            returns.add(one.payment_id)
    done = frozenset(returns)
    return await deps.remittances.change(id_, lambda now: Change(posted(now, done)), cause, effect="posted")
