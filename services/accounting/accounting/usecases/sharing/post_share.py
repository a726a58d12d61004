"""The entry of an approved share-out: what the cooperative owes to each member."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books, share_out
from accounting.domain.share import settled
from accounting.domain.share_entries import member_account, share_why
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostShare:
    """Post this share-out."""

    share_id: str


async def post_share(command: PostShare, deps: Deps, cause: Cause) -> None:
    """Post it once, then take the mark away."""
    share = (await deps.shares.get(command.share_id)).state
    if share.approved_on is None:
        return
    activity = (await deps.activities.get(share.activity_id)).state
    amounts = []
    for one in share.members:
        name = await find_person_name(one.person_id, deps)
        amounts.append((member_account(activity.analytic_code, one, name), one.amount_cents))
    books, why = Books(share.activity_id, activity), share_why(command.share_id, share)
    draft = share_out(books, command.share_id, tuple(amounts), share.approved_on, why)
    if draft is not None:
        await post_entry(PostEntry(draft), deps, cause)
    await deps.shares.change(command.share_id, lambda one: Change(settled(replace(one, entry_to_post=False))), cause)
