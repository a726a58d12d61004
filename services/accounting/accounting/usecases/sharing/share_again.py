"""Something that counts for a share-out changed: compute it again, when the group is closed and the rule voted."""

from accounting.deps import Deps
from accounting.usecases.sharing.compute_share import ComputeShare, compute_share
from essaim.kit.cause import Cause


async def share_again(group_id: str, deps: Deps, cause: Cause) -> None:
    """Nothing happens before the closing, without a resolution, and after the approval."""
    group = (await deps.groups.get(group_id)).state
    if group.closed_on is not None and group.carried_here and group.resolution is not None:
        await compute_share(ComputeShare(group_id), deps, cause)
