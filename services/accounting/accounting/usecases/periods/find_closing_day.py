"""The day on which a group was closed."""

from datetime import date

from accounting.deps import Deps
from essaim.kit.store.errors import MissingError


async def find_closing_day(group_id: str, deps: Deps) -> date | None:
    """None while it is open, or nothing was told of it."""
    try:
        return (await deps.groups.get(group_id)).state.closed_on
    except MissingError:
        return None
