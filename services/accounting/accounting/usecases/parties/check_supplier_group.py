"""A group has suppliers in the books that its activity is in, and in no others."""

from accounting.deps import Deps
from accounting.domain.errors import InputError


async def check_supplier_group(legal_entity: str, group_id: str | None, deps: Deps) -> None:
    """Return when the group's activity is in these books, or no group is named. InputError otherwise."""
    if group_id is None:
        return
    activity = await deps.activities.find_one({"group_id": group_id})
    if activity is None:
        raise InputError("group_id", "has no activity here", "a group that is carried here, or nothing")
    if activity.state.siren != legal_entity:
        raise InputError("legal_entity", "keeps other books than those of this group", activity.state.siren)
