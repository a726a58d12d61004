"""The bank entries of what members received of a share-out."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.bookkeeping import Books
from accounting.domain.share import Share, settled
from accounting.domain.share_entries import member_account, share_payment
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostSharePayments:
    """Post what was paid of this share-out."""

    share_id: str


async def post_share_payments(command: PostSharePayments, deps: Deps, cause: Cause) -> None:
    """Post each payment once, then take the mark away, unless a payment was added meanwhile."""
    share = (await deps.shares.get(command.share_id)).state
    activity = (await deps.activities.get(share.activity_id)).state
    books = Books(share.activity_id, activity)
    for payment in share.payments:
        member = share.member(payment.person_id)
        if member is None:
            continue
        name = await find_person_name(payment.person_id, deps)
        account = member_account(activity.analytic_code, member, name)
        await post_entry(PostEntry(share_payment(books, command.share_id, share, payment, account)), deps, cause)

    await _letter(command.share_id, share, activity, deps, cause)

    def decide(now: Share) -> Change[Share] | None:
        return Change(settled(replace(now, payments_to_post=False))) if now.payments == share.payments else None

    await deps.shares.change(command.share_id, decide, cause)


async def _letter(share_id: str, share: Share, activity: Activity, deps: Deps, cause: Cause) -> None:
    """The debt to a member and what was paid of it, when nothing is left."""
    for member in share.members:
        payments = [one for one in share.payments if one.person_id == member.person_id]
        if not payments or sum(one.amount_cents for one in payments) < member.amount_cents:
            continue
        keys = (f"share:{share_id}", *(f"share-payment:{one.id}" for one in payments))
        account = member_account(activity.analytic_code, member, "").account
        await letter_document(LetterDocument(activity.siren, "468", keys, account), deps, cause)
