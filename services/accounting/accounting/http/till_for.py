"""The till that a route is about, after the policy was asked."""

from accounting.deps import Deps
from accounting.domain.till.till import Till
from accounting.http.dependencies import allow
from essaim.kit.aggregate import Stored
from essaim.kit.http import Principal


async def till_for(caller: Principal, action: str, till_id: str, deps: Deps) -> Stored[Till]:
    """The till, when the caller may do this on it."""
    stored = await deps.tills.get(till_id)
    allow(caller, action, deps, stored.state.group_id)
    return stored
