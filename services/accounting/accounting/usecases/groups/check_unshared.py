"""Refuse what would change a share-out that the accountant has approved."""

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.share import ShareStatus


async def check_unshared(group_id: str, deps: Deps) -> None:
    """RuleError once the share-out of the group is approved."""
    share = await deps.shares.find_one({"group_id": group_id})
    if share is not None and share.state.status is not ShareStatus.COMPUTED:
        raise RuleError("share-approved", f"the share-out was approved on {share.state.approved_on}; its pool stays")
