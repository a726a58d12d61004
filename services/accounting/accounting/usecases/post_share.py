"""The entry of an approved share-out: what the cooperative owes to each member."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books, share_out
from accounting.domain.entry import Auxiliary
from accounting.usecases.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.errors import MissingError


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
    code = activity.analytic_code
    amounts = []
    for one in share.members:
        label = await _name(one.person_id, deps)
        amounts.append((Auxiliary(f"M{code}{one.member_number:03d}", label), one.amount_cents))
    draft = share_out(Books(share.activity_id, activity), command.share_id, tuple(amounts), share.approved_on)
    if draft is not None:
        await post_entry(PostEntry(draft), deps, cause)
    await deps.shares.change(command.share_id, lambda one: Change(replace(one, entry_to_post=False)), cause)


async def _name(person_id: str, deps: Deps) -> str:
    """The member's name, or the id as long as the name has not come."""
    try:
        return (await deps.persons.get(person_id)).state.full_name
    except MissingError:
        return person_id
